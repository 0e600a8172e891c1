import { startPlayground } from './http.ts';

const { PORT = '8081', KEEP_IN } = process.env;
const port = Number(PORT);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT must be a port number, not "${PORT}".`);
  process.exit(2);
}

const playground = await startPlayground({
  port,
  ...(KEEP_IN && { keepIn: KEEP_IN }),
  onDamage: (damage) =>
    console.error(`Could not read ${damage} of what is kept in ${KEEP_IN}; it is set aside.`),
});
console.log(`The playground is open: ${playground.url}`);
console.log(`A bot finds it with TELEGRAM_API_ROOT=${playground.url} and BOT_TOKEN=${playground.token}`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void playground.close().then(() => process.exit(0));
  });
}
