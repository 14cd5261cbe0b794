import fp from 'fastify-plugin';

export interface KnownRoute {
  method: string;
  url: string;
  readonly access: 'public' | 'staff' | 'page' | undefined;
  /** Requests are counted per address. */
  readonly limited: boolean;
}

declare module 'fastify' {
  interface FastifyInstance {
    /** Every route with who may call it, in the order of registration; for the test that walks them all. */
    routeBook: readonly KnownRoute[];
  }
}

/** Writes down every route registered after it. */
export const routeBook = fp(async (app) => {
  const book: KnownRoute[] = [];
  app.decorate('routeBook', book);
  app.addHook('onRoute', (route) => {
    // Asked later, because a hook after this one may still say it.
    for (const method of [route.method].flat()) {
      book.push({
        method, url: route.url,
        get access() { return route.config?.access; },
        get limited() { return typeof route.config?.rateLimit === 'object'; },
      });
    }
  });
});
