import { html } from 'htm/preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { phoneWidth } from '../preferences.js';
import { send, submitText } from '../state/sending.js';
import { splitText } from '../text/split.js';
import { t } from '../words.js';
import { AttachMenu } from './attach-menu.js';
import { CommandList, matchingCommands } from './command-list.js';
import { Icon, IconButton } from './icon.js';
import { useInline } from './inline-panel.js';
import { summary } from './summary.js';

/** @import {Chat} from '../state/chats.js' */
/** @import {Command} from '../types.d.ts' */

/** @param {{chat: Chat}} props */
export function Composer({ chat }) {
  const field = useRef(/** @type {HTMLTextAreaElement | null} */ (null));
  const [menuOpen, setMenuOpen] = useState(false);
  const [chosen, setChosen] = useState(0);
  const text = chat.text.value;
  const commands = menuOpen ? chat.commands.value : matchingCommands(chat.commands.value, text);
  const parts = text.length > 4000 ? splitText(text).length : 1;
  const context = chat.editing.value ?? chat.replyTo.value;
  const inline = useInline(chat);

  useLayoutEffect(() => {
    if (field.current === null) return;
    field.current.style.height = 'auto';
    field.current.style.height = `${Math.min(field.current.scrollHeight, 160)}px`;
  }, [text]);
  useLayoutEffect(() => {
    if (context) field.current?.focus();
  }, [context]);

  const submit = () => {
    setMenuOpen(false);
    if (text.trim() === '') send(chat.personId, { voice: true });
    else submitText(chat.personId);
  };
  /** @param {Command} command */
  const pick = (command) => {
    setMenuOpen(false);
    chat.text.value = '';
    send(chat.personId, { text: `/${command.command}` });
    field.current?.focus();
  };
  const leave = () => {
    if (chat.editing.value) chat.text.value = '';
    chat.editing.value = null;
    chat.replyTo.value = null;
  };

  /** @param {KeyboardEvent} event */
  const keys = (event) => {
    // Enter that picks a word in a Chinese input method is not Enter that sends.
    if (event.isComposing || event.keyCode === 229 || inline.keys(event)) return;
    const current = commands[chosen % Math.max(1, commands.length)];
    if (commands.length > 0 && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault();
      setChosen((chosen + (event.key === 'ArrowDown' ? 1 : commands.length - 1)) % commands.length);
    } else if (current && (event.key === 'Tab' || (event.key === 'Enter' && !event.shiftKey))) {
      event.preventDefault();
      if (event.key === 'Enter') pick(current);
      else chat.text.value = `/${current.command} `;
    } else if (event.key === 'Enter' && !event.shiftKey && text.trim() !== '') {
      event.preventDefault();
      submit();
    } else if (event.key === 'Escape') {
      setMenuOpen(false);
      leave();
    }
  };
  /** @param {ClipboardEvent} event */
  const paste = (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0) return;
    event.preventDefault();
    chat.files.value = files;
    chat.sheet.value = 'files';
  };
  const hasKeyboard = Boolean(chat.keyboard.value?.keyboard?.length);
  const placeholder = chat.keyboard.value?.input_field_placeholder ?? t('messageLabel');
  return html`
    ${inline.panel}
    ${commands.length > 0 && html`<${CommandList} commands=${commands} chosen=${chosen % commands.length} onPick=${pick} />`}
    ${
      context &&
      html`
        <div class="composing-context">
          <${Icon} name=${chat.editing.value ? 'edit' : 'reply'} />
          <span>
            <b dir="auto">${chat.editing.value ? t('editing') : t('replyingTo', { name: context.from?.first_name ?? '' })}</b>
            <small dir="auto">${summary(context)}</small>
          </span>
          <${IconButton} name="close" label=${t('close')} onClick=${leave} />
        </div>
      `
    }
    ${parts > 1 && html`<p class="hint too-long">${t('tooLong', { count: parts })}</p>`}
    <div class="composer">
      ${
        chat.commands.value.length > 0 &&
        text === '' &&
        html`<${IconButton} name=${menuOpen ? 'close' : 'slash'} label=${t('commands')} class="command-toggle" aria-expanded=${menuOpen} onClick=${() => setMenuOpen(!menuOpen)} />`
      }
      <${AttachMenu} chat=${chat} />
      <textarea
        ref=${field}
        rows="1"
        dir="auto"
        placeholder=${placeholder}
        aria-label=${t('messageLabel')}
        aria-activedescendant=${inline.active}
        enterkeyhint=${phoneWidth.value ? 'send' : 'enter'}
        value=${text}
        onInput=${(/** @type {InputEvent} */ event) => {
          chat.text.value = /** @type {HTMLTextAreaElement} */ (event.target).value;
          setMenuOpen(false);
          setChosen(0);
        }}
        onKeyDown=${keys}
        onPaste=${paste}
      />
      ${
        hasKeyboard &&
        html`<${IconButton} name=${chat.keyboardShown.value ? 'down' : 'keyboard'} label=${chat.keyboardShown.value ? t('hideKeyboard') : t('showKeyboard')} onClick=${() => {
          chat.keyboardShown.value = !chat.keyboardShown.value;
        }} />`
      }
      <${IconButton} name=${text.trim() === '' ? 'mic' : 'send'} label=${text.trim() === '' ? t('sendVoice') : t('send')} class="send" onClick=${submit} />
    </div>
  `;
}
