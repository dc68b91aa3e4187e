using Orchestrator.Model;

namespace Orchestrator.Postgres;

/// <summary>Reads columns, unique keys and indexes from PostgreSQL's catalog.</summary>
internal static class PostgresDescription
{
    /// <summary>Name, type for people, base type, whether it is an enumeration.</summary>
    public const string Columns = """
        SELECT a.attname, format_type(a.atttypid, a.atttypmod), b.typname, b.typtype = 'e'
        FROM pg_attribute a
        JOIN pg_type t ON t.oid = a.atttypid
        JOIN pg_type b ON b.oid = CASE WHEN t.typtype = 'd' THEN t.typbasetype ELSE t.oid END
        WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped
        ORDER BY a.attnum
        """;

    /// <summary>For each unique index over plain columns that cannot be NULL: its number, and its columns.</summary>
    public const string UniqueKeys = """
        SELECT i.indexrelid::bigint, array_agg(a.attname::text)
        FROM pg_index i
        JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = ANY (i.indkey::int2[])
        WHERE i.indrelid = to_regclass($1) AND i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND i.indnkeyatts = i.indnatts
        GROUP BY i.indexrelid
        HAVING bool_and(a.attnotnull)
        ORDER BY i.indexrelid
        """;

    /// <summary>Whether a b-tree over all rows begins with the column, in the order in which ranges are told apart.</summary>
    public const string Indexed = """
        SELECT EXISTS (
          SELECT FROM pg_index i
          JOIN pg_class c ON c.oid = i.indexrelid
          JOIN pg_am m ON m.oid = c.relam AND m.amname = 'btree'
          JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] AND a.attname = $2
          WHERE i.indrelid = to_regclass($1) AND i.indisvalid AND i.indpred IS NULL
            AND (a.atttypid IN ('bigint'::regtype, 'integer'::regtype, 'smallint'::regtype)
              OR a.atttypid IN ('text'::regtype, 'varchar'::regtype)
                AND (i.indcollation[0] = (SELECT oid FROM pg_collation WHERE collname = 'C' AND collnamespace = 'pg_catalog'::regnamespace))))
        """;

    /// <summary>What a type holds.</summary>
    public static ValueKind KindOf(string baseType, bool enumeration) => enumeration ? ValueKind.Text : baseType switch
    {
        "int2" or "int4" or "int8" => ValueKind.Integer,
        "numeric" => ValueKind.Decimal,
        "float4" or "float8" => ValueKind.Float,
        "bool" => ValueKind.Boolean,
        "text" or "varchar" or "bpchar" or "name" or "citext" or "uuid" => ValueKind.Text,
        "bytea" => ValueKind.Bytes,
        "date" => ValueKind.Date,
        "timestamptz" => ValueKind.Timestamp,
        "timestamp" => ValueKind.DateTime,
        "time" => ValueKind.Time,
        _ => ValueKind.Unsupported,
    };
}
