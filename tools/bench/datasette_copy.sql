-- What helps Datasette to answer the directory's questions, added to its copy of the database.
CREATE INDEX bench_name ON service (offered, name COLLATE NOCASE);
CREATE INDEX bench_need ON service_need (need_id, service_id);
CREATE INDEX bench_area ON service_area (service_id, area_id);
CREATE INDEX bench_place ON location (latitude, longitude);
-- Each area with those it lies in and those that lie in it.
CREATE TABLE area_around (asked TEXT, area_id TEXT, PRIMARY KEY (asked, area_id)) WITHOUT ROWID;
INSERT INTO area_around
WITH RECURSIVE up (asked, area_id) AS (
    SELECT id, id FROM area
    UNION
    SELECT up.asked, area.parent_id FROM up JOIN area ON area.id = up.area_id WHERE area.parent_id IS NOT NULL
)
SELECT asked, area_id FROM up UNION SELECT area_id, asked FROM up;
-- The words that the directory's own search knows of a service: with those of its needs and areas.
CREATE TABLE need_words (need_id TEXT PRIMARY KEY, words TEXT) WITHOUT ROWID;
INSERT INTO need_words
SELECT n.id, n.name || ' ' || n.plain_words || ' ' || n.professional_words || ' ' || coalesce(group_concat(y.words, ' '), '')
FROM support_need n LEFT JOIN need_synonym y ON y.need_id = n.id GROUP BY n.id;
CREATE VIRTUAL TABLE service_words USING fts5 (
    name, other_names, keywords, description, kind, organization, needs, areas, tokenize = porter
);
INSERT INTO service_words (rowid, name, other_names, keywords, description, kind, organization, needs, areas)
SELECT s.rowid, s.name, s.other_names, s.keywords, s.description, s.kind, o.name,
    (SELECT group_concat(w.words, ' ') FROM service_need n JOIN need_words w USING (need_id) WHERE n.service_id = s.id),
    (SELECT group_concat(area_id, ' ') FROM service_area WHERE service_id = s.id)
FROM service s JOIN organization o ON o.id = s.organization_id;
INSERT INTO service_words (service_words) VALUES ('optimize');
ANALYZE;
