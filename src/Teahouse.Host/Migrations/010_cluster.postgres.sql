-- Where several servers on one database meet: who of them lives. In a schema of its own, because Orleans asks for a table of
-- its own naming; a server alone never looks into it, and no backup needs it.
CREATE SCHEMA host_orleans;

-- Raised with every change, so that two changes at once cannot both be.
CREATE TABLE host_orleans.version (deployment text PRIMARY KEY, version int NOT NULL);

CREATE TABLE host_orleans.silo (
    deployment text NOT NULL, address text NOT NULL, port int NOT NULL, generation int NOT NULL,
    name text NOT NULL, machine text NOT NULL, status int NOT NULL, proxy_port int NOT NULL, suspect_times text,
    started_at timestamptz NOT NULL, alive_at timestamptz NOT NULL,
    PRIMARY KEY (deployment, address, port, generation));

-- The contract: Orleans finds each statement by its key, gives parameters by name and reads columns by name.
CREATE TABLE host_orleans.OrleansQuery (QueryKey text PRIMARY KEY, QueryText text NOT NULL);

INSERT INTO host_orleans.OrleansQuery (QueryKey, QueryText) VALUES
('InsertMembershipVersionKey', $$
    WITH made AS (
        INSERT INTO host_orleans.version (deployment, version) VALUES (@DeploymentId, 0) ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*)::int FROM made $$),
('InsertMembershipKey', $$
    WITH raised AS (
        UPDATE host_orleans.version SET version = version + 1 WHERE deployment = @DeploymentId AND version = @Version RETURNING 1),
    made AS (
        INSERT INTO host_orleans.silo (deployment, address, port, generation, name, machine, status, proxy_port, started_at, alive_at)
        SELECT @DeploymentId, @Address, @Port, @Generation, @SiloName, @HostName, @Status, @ProxyPort, @StartTime, @IAmAliveTime FROM raised
        ON CONFLICT DO NOTHING RETURNING 1)
    SELECT count(*)::int FROM made $$),
('UpdateMembershipKey', $$
    WITH raised AS (
        UPDATE host_orleans.version SET version = version + 1 WHERE deployment = @DeploymentId AND version = @Version RETURNING 1),
    changed AS (
        UPDATE host_orleans.silo SET status = @Status, suspect_times = @SuspectTimes, alive_at = @IAmAliveTime
        WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation
            AND EXISTS (SELECT 1 FROM raised) RETURNING 1)
    SELECT count(*)::int FROM changed $$),
('UpdateIAmAlivetimeKey', $$
    UPDATE host_orleans.silo SET alive_at = @IAmAliveTime
    WHERE deployment = @DeploymentId AND address = @Address AND port = @Port AND generation = @Generation $$),
('MembershipReadRowKey', $$
    SELECT v.deployment AS "DeploymentId", s.address AS "Address", s.port AS "Port", s.generation AS "Generation", s.name AS "SiloName",
        s.machine AS "HostName", s.status AS "Status", s.proxy_port AS "ProxyPort", s.suspect_times AS "SuspectTimes",
        s.started_at AS "StartTime", s.alive_at AS "IAmAliveTime", v.version AS "Version"
    FROM host_orleans.version v LEFT JOIN host_orleans.silo s
        ON s.deployment = v.deployment AND s.address = @Address AND s.port = @Port AND s.generation = @Generation
    WHERE v.deployment = @DeploymentId $$),
('MembershipReadAllKey', $$
    SELECT v.deployment AS "DeploymentId", s.address AS "Address", s.port AS "Port", s.generation AS "Generation", s.name AS "SiloName",
        s.machine AS "HostName", s.status AS "Status", s.proxy_port AS "ProxyPort", s.suspect_times AS "SuspectTimes",
        s.started_at AS "StartTime", s.alive_at AS "IAmAliveTime", v.version AS "Version"
    FROM host_orleans.version v LEFT JOIN host_orleans.silo s ON s.deployment = v.deployment
    WHERE v.deployment = @DeploymentId $$),
('GatewaysQueryKey', $$
    SELECT address AS "Address", proxy_port AS "ProxyPort", generation AS "Generation" FROM host_orleans.silo
    WHERE deployment = @DeploymentId AND status = @Status AND proxy_port > 0 $$),
('DeleteMembershipTableEntriesKey', $$
    WITH gone AS (DELETE FROM host_orleans.silo WHERE deployment = @DeploymentId)
    DELETE FROM host_orleans.version WHERE deployment = @DeploymentId $$),
('CleanupDefunctSiloEntriesKey', $$
    DELETE FROM host_orleans.silo WHERE deployment = @DeploymentId AND alive_at < @IAmAliveTime AND status <> 3 $$);
