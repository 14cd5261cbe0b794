import Fastify from 'fastify';

/** A bare route that sends a page of so many bytes; says where it listens. */
const page = `<!doctype html><html lang="id"><title>p</title><p>${'x'.repeat(Number(process.argv[2]))}</p></html>`.slice(0, Number(process.argv[2]));
const app = Fastify();
app.get('/', async (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
process.send?.(await app.listen({ host: '127.0.0.1', port: 0 }));
