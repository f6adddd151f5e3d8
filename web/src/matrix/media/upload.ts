import { Refusal, UNREACHABLE } from "../../api/http.ts";

export type Upload = (file: Blob, onProgress: (share: number) => void) => Promise<string>;

/** Sends a file up and gives its `mxc://` address. By XMLHttpRequest, because fetch tells no progress. */
export function uploaderAt(baseUrl: string, token: () => string | null): Upload {
  return (file, onProgress) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("POST", `${baseUrl}/_matrix/media/v3/upload`);
      request.setRequestHeader("Authorization", `Bearer ${token() ?? ""}`);
      request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable && event.total > 0) onProgress(event.loaded / event.total);
      });
      request.addEventListener("error", () => reject(new Refusal(0, UNREACHABLE)));
      request.addEventListener("abort", () => reject(new Refusal(0, UNREACHABLE)));
      request.addEventListener("load", () => {
        const body = parsed(request.responseText);
        if (request.status === 200 && typeof body.content_uri === "string") resolve(body.content_uri);
        else reject(new Refusal(request.status, typeof body.errcode === "string" ? body.errcode : "unknown", body));
      });
      request.send(file);
    });
}

/** A proxy in between may answer with a page instead of JSON. */
function parsed(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
}
