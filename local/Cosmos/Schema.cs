namespace RiskRegister.Local.Cosmos;

/// <summary>The tables of the documents. They are meant to be read with the sqlite3 tool, too.</summary>
internal static class Schema
{
    public const string Script = """
        CREATE TABLE IF NOT EXISTS cosmos_account (
            key TEXT NOT NULL
        );
        CREATE TABLE IF NOT EXISTS cosmos_databases (
            database INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            ts INTEGER NOT NULL
        );
        CREATE TABLE IF NOT EXISTS cosmos_containers (
            container INTEGER PRIMARY KEY AUTOINCREMENT,
            database INTEGER NOT NULL REFERENCES cosmos_databases,
            id TEXT NOT NULL,
            ts INTEGER NOT NULL,
            last_lsn INTEGER NOT NULL DEFAULT 0,
            properties TEXT NOT NULL,
            UNIQUE (database, id)
        );
        CREATE TABLE IF NOT EXISTS cosmos_items (
            item INTEGER PRIMARY KEY,
            container INTEGER NOT NULL,
            partition_key TEXT NOT NULL,
            id TEXT NOT NULL,
            etag TEXT NOT NULL,
            ts INTEGER NOT NULL,
            lsn INTEGER NOT NULL,
            expires INTEGER,
            body TEXT NOT NULL,
            UNIQUE (container, partition_key, id)
        );
        CREATE INDEX IF NOT EXISTS cosmos_items_by_lsn ON cosmos_items (container, lsn);
        CREATE INDEX IF NOT EXISTS cosmos_items_by_expiry ON cosmos_items (expires) WHERE expires IS NOT NULL;

        -- Without figures SQLite takes a container for a handful of rows and scans it rather than look up many ids.
        ANALYZE sqlite_schema;
        DELETE FROM sqlite_stat1 WHERE tbl = 'cosmos_items';
        INSERT INTO sqlite_stat1 VALUES
            ('cosmos_items', 'cosmos_items_by_lsn', '1000000 500000 2'),
            ('cosmos_items', 'sqlite_autoindex_cosmos_items_1', '1000000 500000 50000 1');
        ANALYZE sqlite_schema;
        """;
}
