-- What people uploaded. file: the name under which it lies in the media folder; null as long as an id that was given out in
-- advance waits for its upload, at most until expires_at. person: null when the uploader has left.
-- content_type: as the uploader said, or application/octet-stream where the bytes say otherwise. inline: 1 when a browser
-- may show it in place.
CREATE TABLE talk_media (
    origin TEXT NOT NULL,
    media_id TEXT NOT NULL,
    person INTEGER,
    file TEXT UNIQUE,
    content_type TEXT NOT NULL,
    inline INTEGER NOT NULL,
    file_name TEXT,
    size INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER,
    PRIMARY KEY (origin, media_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX talk_media_by_person ON talk_media (person);

-- Smaller pictures of media, made when first asked for.
CREATE TABLE talk_thumbnail (
    origin TEXT NOT NULL,
    media_id TEXT NOT NULL,
    size TEXT NOT NULL,
    file TEXT NOT NULL UNIQUE,
    content_type TEXT NOT NULL,
    PRIMARY KEY (origin, media_id, size)
) STRICT, WITHOUT ROWID;
