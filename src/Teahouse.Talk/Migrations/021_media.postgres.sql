-- What people uploaded. file: the name under which it lies in the media folder; null as long as an id that was given out in
-- advance waits for its upload, at most until expires_at. person: null when the uploader has left.
-- content_type: as the uploader said, or application/octet-stream where the bytes say otherwise. inline: 1 when a browser
-- may show it in place.
CREATE TABLE talk_media (
    origin text NOT NULL,
    media_id text NOT NULL,
    person bigint,
    file text UNIQUE,
    content_type text NOT NULL,
    inline bigint NOT NULL,
    file_name text,
    size bigint NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint,
    PRIMARY KEY (origin, media_id)
);
CREATE INDEX talk_media_by_person ON talk_media (person);

-- Smaller pictures of media, made when first asked for.
CREATE TABLE talk_thumbnail (
    origin text NOT NULL,
    media_id text NOT NULL,
    size text NOT NULL,
    file text NOT NULL UNIQUE,
    content_type text NOT NULL,
    PRIMARY KEY (origin, media_id, size)
);
