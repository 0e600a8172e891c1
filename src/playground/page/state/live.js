/** The line to the server: what happened, as it happens, across dropped lines and restarts. */
import { batch } from '@preact/signals';
import { t } from '../words.js';
import { getWorld } from './api.js';
import { applyToChat, forgetChats, loadChat } from './chats.js';
import { activeId, layOut, openIds } from './layout.js';
import { say } from './notice.js';
import { callbackAnswered } from './presses.js';
import { adoptWorld, connection, peopleById } from './world.js';

/** @import {World, WorldEvent} from '../types.d.ts' */

const firstPause = 400;
const longestPause = 5000;

/** @type {string | undefined} */
let worldId;
let newest = 0;
let pause = firstPause;

/** Opens the line and keeps it open for as long as the page lives. */
export async function stayConnected() {
  try {
    meet(await getWorld());
  } catch {
    return lost();
  }
  const stream = new EventSource(`/world/stream?after=${newest}`);
  stream.onopen = () => {
    connection.value = 'live';
    pause = firstPause;
  };
  stream.onmessage = ({ data }) => {
    const event = JSON.parse(data);
    if (event.kind !== 'missed') return receive(event);
    // What happened while the line was down is forgotten: everything is looked at anew.
    stream.close();
    worldId = undefined;
    stayConnected();
  };
  // The browser's own retry would ask a restarted server for events of its former life.
  stream.onerror = () => {
    stream.close();
    lost();
  };
}

function lost() {
  connection.value = 'lost';
  setTimeout(stayConnected, pause);
  pause = Math.min(pause * 1.6, longestPause);
}

/**
 * The same world after a dropped line goes on at the event we know; another one begins anew.
 * @param {World} world
 */
function meet(world) {
  const known = worldId !== undefined && world.id === worldId;
  batch(() => {
    adoptWorld(world);
    if (known) return;
    const restarted = worldId !== undefined;
    worldId = world.id ?? '';
    newest = world.seq ?? 0;
    forgetChats();
    const open = openIds.value.filter((id) => peopleById.value.has(id));
    if (open.length === 0) layOut();
    else openIds.value = open;
    if (!openIds.value.includes(activeId.value ?? 0)) activeId.value = openIds.value[0] ?? null;
    if (restarted) say(t('restarted'));
  });
  if (!known) for (const id of openIds.value) loadChat(id);
}

/** @param {WorldEvent} event */
function receive(event) {
  newest = Math.max(newest, event.seq);
  const { kind, person_id } = event;
  if (kind === 'clock' || kind === 'people') refreshSoon();
  else if (person_id === null) openIds.value.forEach(loadChat);
  else if (kind === 'callback_answered') callbackAnswered(person_id, event);
  else applyToChat(person_id, event);
}

/** @type {ReturnType<typeof setTimeout> | undefined} */
let refreshTimer;

/** Two hundred people may arrive at once: one look at the world is enough for all of them. */
function refreshSoon() {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(async () => {
    const world = await getWorld().catch(() => undefined);
    if (world === undefined) return;
    adoptWorld(world);
    if (openIds.value.length === 0) layOut();
  }, 60);
}
