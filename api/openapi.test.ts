import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startHouse } from '../test/house.ts';
import type { House } from '../test/house.ts';
import { registry } from '../workflows/registry.ts';

interface Operation {
  summary?: string; tags?: string[]; security?: unknown[];
  parameters?: { name: string; in: string; required?: boolean; schema?: object }[];
  requestBody?: { content: Record<string, { schema: object }> };
  responses: Record<string, { description: string; content?: Record<string, { schema: Record<string, unknown> }> }>;
}
interface Document { openapi: string; info: { title: string; version: string }; paths: Record<string, Record<string, Operation>>; components: { securitySchemes: object } }

let house: House;
let document: Document;
let operations: { path: string; method: string; operation: Operation }[];
beforeAll(async () => {
  house = await startHouse({ startWorker: false, offices: ['kota-contoh'] });
  document = (await house.app.inject({ method: 'GET', url: '/docs/json' })).json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })));
});
afterAll(() => house.stop());

const of = (method: string, path: string) => operations.find((one) => one.method === method && one.path === path)?.operation;

describe('the OpenAPI document', () => {
  it('is one of version 3, with title and version', () => {
    expect(document.openapi).toMatch(/^3\.\d+\.\d+$/);
    expect(document.info).toMatchObject({ title: 'Sigap', version: expect.any(String) });
    expect(document.components.securitySchemes).toEqual({ kunci: { type: 'http', scheme: 'bearer' } });
  });

  it('gives every operation a summary, a room, and every name in a path as a parameter', () => {
    expect(operations.length).toBeGreaterThan(20);
    for (const { path, operation } of operations) {
      expect([path, operation.summary?.length ?? 0]).toEqual([path, expect.toSatisfy((length: number) => length > 5)]);
      expect(operation.tags).toHaveLength(1);
      const declared = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map(({ name }) => name).sort();
      expect([path, declared]).toEqual([path, [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()]);
    }
  });

  it('points to nothing that is not there', () => {
    expect(JSON.stringify(document)).not.toContain('"$ref"');
  });

  it('has the start and every act of every SOP, each with a body and the Idempotency-Key', () => {
    for (const { sop, start, acts } of Object.values(registry)) {
      const made = [
        ...(start === null ? [] : [{ operation: of('post', `/api/v1/offices/{office}/${sop}`), summary: start.summary }]),
        ...Object.entries(acts).map(([name, { by, summary }]) => ({
          operation: of('post', by === 'staff' ? `/api/v1/offices/{office}/${sop}/{number}/acts/${name}` : `/api/v1/tracking/{number}/{secret}/acts/${name}`), summary,
        })),
      ];
      for (const { operation, summary } of made) {
        // Reporters of several SOPs share the address of an act that all of them have.
        expect(operation?.summary).toContain(summary);
        expect(operation?.requestBody?.content['application/json']?.schema).toBeTypeOf('object');
        expect(operation?.parameters).toContainEqual(expect.objectContaining({ name: 'idempotency-key', in: 'header' }));
      }
    }
  });

  it('asks for a key exactly where the house does', () => {
    const guarded = new Set(house.app.routeBook.filter(({ access }) => access === 'staff').map(({ method, url }) => `${method.toLowerCase()} ${url.replace(/:(\w+)/g, '{$1}')}`));
    for (const { method, path, operation } of operations) expect([path, operation.security !== undefined]).toEqual([path, guarded.has(`${method} ${path}`)]);
  });

  it('says what every operation answers, and that it may refuse', () => {
    for (const { path, operation } of operations) {
      const good = Object.entries(operation.responses).filter(([status]) => /^2\d\d$/.test(status));
      expect([path, good.length]).toEqual([path, 1]);
      const schema = Object.values(good[0]?.[1].content ?? {})[0]?.schema ?? {};
      expect([path, Object.keys(schema).length > 0]).toEqual([path, true]);
      if (path !== '/health') expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['4XX', '5XX']));
    }
  });

  it('describes an upload as a form with a file, a download as its bytes, a refusal as problem details', () => {
    const upload = of('post', '/api/v1/offices/{office}/files');
    expect(upload?.requestBody?.content['multipart/form-data']?.schema).toMatchObject({ type: 'object', properties: { file: { type: 'string', format: 'binary' } } });
    const download = of('get', '/api/v1/offices/{office}/cases/{number}/files/{sha256}')?.responses['200']?.content ?? {};
    expect(Object.keys(download)).toEqual(['application/pdf', 'image/png', 'image/jpeg']);
    expect(Object.keys(upload?.responses['4XX']?.content ?? {})).toEqual(['application/problem+json']);
  });

  it('describes times as times and lists as lists', () => {
    const schema = JSON.stringify(of('get', '/api/v1/offices/{office}/tasks')?.responses['200']);
    expect(schema).toContain('"format":"date-time"');
    expect(schema).toContain('"nullable":true');
  });

  it('shows no page of the public, but what programs read beside one, and no example of a person', () => {
    expect(Object.keys(document.paths).filter((path) => !path.startsWith('/api/v1/'))).toEqual(['/health', '/status/{office}/status.json']);
    expect(['sgp_', '@lpse', 'Contoh'].filter((hidden) => JSON.stringify(document).includes(hidden))).toEqual([]);
  });
});
