import type { Plugin } from "vite";
import { VitePWA } from "vite-plugin-pwa";

/** Larger than the encryption, which is the largest file of the app. */
const FILE_BYTES_MAX = 16 * 1024 * 1024;
/** So long the house may take to give its page, in seconds, before the one that is kept here is shown. */
const PAGE_WITHIN = 5;

/**
 * Keeps the app in the browser, for when the house cannot be reached. Where it can, the page comes from the house, so that nobody
 * goes on with an old one; the files whose names change with their contents come from what is kept. A newer app takes over once the
 * last tab of the older one is closed: until then that one finds all of its files. `without`: files that are not kept.
 */
export function offline(...without: readonly string[]): Plugin[] {
  return VitePWA({
    injectRegister: null,
    manifest: false,
    workbox: {
      globPatterns: ["*.{html,js,svg,webmanifest}", "assets/**"],
      globIgnores: [...without],
      maximumFileSizeToCacheInBytes: FILE_BYTES_MAX,
      // These never change under their name.
      dontCacheBustURLsMatching: /^assets\//,
      inlineWorkboxRuntime: true,
      clientsClaim: true,
      skipWaiting: false,
      navigateFallback: null,
      directoryIndex: null,
      runtimeCaching: [
        {
          urlPattern: ({ request, url, sameOrigin }) => sameOrigin && request.mode === "navigate" && url.pathname === "/",
          handler: "NetworkFirst",
          options: {
            networkTimeoutSeconds: PAGE_WITHIN,
            precacheFallback: { fallbackURL: "index.html" },
            plugins: [
              {
                // A proxy whose house is away answers for it.
                fetchDidSucceed: ({ response }) =>
                  response.status < 500 ? Promise.resolve(response) : Promise.reject(new Error("The house is away.")),
                // The page that is kept is the one whose files are.
                cacheWillUpdate: () => Promise.resolve(null),
              },
            ],
          },
        },
      ],
    },
  });
}
