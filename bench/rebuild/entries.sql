-- Copies of the rows of all entries, with ids and names of their own.
CREATE TEMPORARY TABLE copied AS
SELECT package.id AS old, gen_random_uuid()::text AS new, name || '-' || number AS name
FROM package, generate_series(1, :copies) AS number;
INSERT INTO package
SELECT (jsonb_populate_record(package, jsonb_build_object('id', new, 'name', copied.name))).*
FROM package JOIN copied ON old = package.id;
INSERT INTO resource
SELECT (jsonb_populate_record(
    resource, jsonb_build_object('id', gen_random_uuid(), 'package_id', new))).*
FROM resource JOIN copied ON old = package_id;
INSERT INTO member
SELECT (jsonb_populate_record(
    member, jsonb_build_object('id', gen_random_uuid(), 'table_id', new))).*
FROM member JOIN copied ON old = table_id WHERE table_name = 'package';
INSERT INTO package_tag
SELECT (jsonb_populate_record(
    package_tag, jsonb_build_object('id', gen_random_uuid(), 'package_id', new))).*
FROM package_tag JOIN copied ON old = package_id;
-- They are indexed as a whole.
DELETE FROM ambon_search_outbox;
