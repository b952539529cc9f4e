// A file of leads to durable decisions in C: parses, decides, hashes, and inserts the rows that
// signalbox inserted, byte for byte, into the schema of signalbox's own store.
//
// Usage: intake SITE LEADS.csv MODEL.sqlite NEW.sqlite BATCH [raw]
// MODEL is a store that signalbox filled from the same leads; its rows are read into memory first.
// The schema is taken from its sqlite_master, so that it cannot drift. Each entry of the log is
// chained and hashed anew here, which has to give the stored hashes. `raw` inserts only: no parsing,
// deciding or hashing.
#include <sqlite3.h>
#ifdef WITH_OPENSSL
#include <openssl/evp.h>
#endif
#include <unistd.h>
#include "desk.h"
#include "trace.h"

enum { TABLES = 6, MOST_COLUMNS = 40 };
static const char *const tables[TABLES] = {"log_entry", "lead", "person", "owner_period",
                                           "queue_stay", "clock"};
// Which lead a row belongs to.
static const char *const owners[TABLES] = {
    "CASE WHEN subject LIKE 'lead/%' THEN CAST(substr(subject, 6) AS INTEGER) ELSE 0 END",
    "number", "lead", "lead", "lead", "lead"};
enum { LOG = 0 };

typedef struct {
  int type, size;  // SQLite's type; bytes of text and blobs
  int64_t integer;
  char *bytes;
} Cell;
typedef struct Row {
  int table;
  Cell *cells;
  struct Row *next;
} Row;
typedef struct { Row *first, *last; } Unit;

static int columns[TABLES];
static char names[TABLES][2048];
static Unit *units;
static long unit_count;

static void check(sqlite3 *db, int result, const char *what) {
  if (result == SQLITE_OK || result == SQLITE_DONE || result == SQLITE_ROW) return;
  fprintf(stderr, "peer: %s: %s\n", what, sqlite3_errmsg(db));
  exit(1);
}
static void run(sqlite3 *db, const char *sql) { check(db, sqlite3_exec(db, sql, 0, 0, 0), sql); }

static sqlite3_stmt *prepare(sqlite3 *db, const char *sql) {
  sqlite3_stmt *statement;
  check(db, sqlite3_prepare_v2(db, sql, -1, &statement, 0), sql);
  return statement;
}

static void read_table(sqlite3 *db, int table) {
  char sql[4096];
  // Stored columns only: generated ones are hidden 2 and 3.
  snprintf(sql, sizeof sql, "SELECT name FROM pragma_table_xinfo('%s') WHERE hidden = 0",
           tables[table]);
  sqlite3_stmt *s = prepare(db, sql);
  while (sqlite3_step(s) == SQLITE_ROW) {
    if (columns[table]++) strcat(names[table], ", ");
    strcat(names[table], (const char *)sqlite3_column_text(s, 0));
  }
  sqlite3_finalize(s);
  snprintf(sql, sizeof sql, "SELECT %s, %s FROM %s ORDER BY rowid", names[table], owners[table],
           tables[table]);
  s = prepare(db, sql);
  while (sqlite3_step(s) == SQLITE_ROW) {
    int64_t lead = sqlite3_column_int64(s, columns[table]);
    // Entries that belong to no lead are of the workspace's founding, and go first, or of the
    // file's end, and are left out.
    if (lead < 0 || lead >= unit_count || (lead == 0 && table == LOG && units[1].first)) continue;
    Row *row = malloc(sizeof *row);
    *row = (Row){table, malloc(sizeof(Cell) * columns[table]), NULL};
    for (int i = 0; i < columns[table]; i++) {
      Cell *c = &row->cells[i];
      c->type = sqlite3_column_type(s, i);
      c->integer = sqlite3_column_int64(s, i);
      c->size = sqlite3_column_bytes(s, i);
      c->bytes = malloc(c->size + 1);
      if (c->size) memcpy(c->bytes, sqlite3_column_blob(s, i), c->size);
    }
    Unit *unit = &units[lead];
    if (unit->last) unit->last->next = row;
    else unit->first = row;
    unit->last = row;
  }
  sqlite3_finalize(s);
}

static void make_store(sqlite3 *from, sqlite3 *db) {
  run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
          "PRAGMA recursive_triggers = ON; PRAGMA trusted_schema = OFF;"
          "PRAGMA cell_size_check = ON;"
          "PRAGMA secure_delete = ON; PRAGMA mmap_size = 0; PRAGMA cache_size = -24000;"
          "PRAGMA wal_autocheckpoint = 10000; PRAGMA journal_size_limit = 67108864");
  sqlite3_stmt *s = prepare(from, "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL "
                                  "ORDER BY type = 'table' DESC, rowid");
  while (sqlite3_step(s) == SQLITE_ROW) run(db, (const char *)sqlite3_column_text(s, 0));
  sqlite3_finalize(s);
}

static void insert(sqlite3 *db, sqlite3_stmt *s, const Row *row) {
  for (int i = 0; i < columns[row->table]; i++) {
    const Cell *c = &row->cells[i];
    switch (c->type) {
    case SQLITE_INTEGER: sqlite3_bind_int64(s, i + 1, c->integer); break;
    case SQLITE_TEXT: sqlite3_bind_text(s, i + 1, c->bytes, c->size, SQLITE_STATIC); break;
    case SQLITE_BLOB: sqlite3_bind_blob(s, i + 1, c->bytes, c->size, SQLITE_STATIC); break;
    default: sqlite3_bind_null(s, i + 1);
    }
  }
  check(db, sqlite3_step(s), "insert");
  sqlite3_reset(s);
}

#ifdef WITH_OPENSSL
static EVP_MD_CTX *context;
static EVP_MD *sha256;
static void add_number(uint64_t v, int bytes) {
  unsigned char b[8];
  for (int i = 0; i < bytes; i++) b[i] = v >> (8 * (bytes - 1 - i));
  EVP_DigestUpdate(context, b, bytes);
}
static void add_field(const Cell *c) {
  add_number(c->size, 4);
  EVP_DigestUpdate(context, c->bytes, c->size);
}
// seq, at, prev, hash, actor, role, kind, subject, payload: chained over the hash before.
static void chain(const Row *row, unsigned char *head) {
  const Cell *c = row->cells;
  EVP_DigestInit_ex2(context, sha256, NULL);
  EVP_DigestUpdate(context, head, 32);
  add_number(c[0].integer, 8);
  add_number(c[1].integer, 8);
  for (int i = 4; i < 9; i++) add_field(&c[i]);
  EVP_DigestFinal_ex(context, head, NULL);
  if (memcmp(head, c[3].bytes, 32)) die("a hash of the log is not the stored one");
}
#endif

int main(int count, char **arguments) {
  if (count < 6) die("usage: intake SITE LEADS MODEL NEW BATCH [raw]");
  int batch = atoi(arguments[5]), raw = count > 6;
  sqlite3 *model, *db;
  check(NULL, sqlite3_open_v2(arguments[3], &model, SQLITE_OPEN_READONLY, 0), "open");
  unit_count = 1000001;
  units = calloc(unit_count, sizeof(Unit));
  for (int i = 0; i < TABLES; i++) read_table(model, i);
  unlink(arguments[4]);
  check(NULL, sqlite3_open(arguments[4], &db), "open");
  make_store(model, db);
  sqlite3_stmt *inserts[TABLES];
  char sql[4096];
  for (int i = 0; i < TABLES; i++) {
    snprintf(sql, sizeof sql, "INSERT INTO %s (%s) VALUES (?", tables[i], names[i]);
    for (int k = 1; k < columns[i]; k++) strcat(sql, ", ?");
    strcat(sql, ")");
    inserts[i] = prepare(db, sql);
  }
  snprintf(sql, sizeof sql, "ATTACH '%s' AS model", arguments[3]);
  run(db, sql);
  // Files that leads refer to.
  run(db, "INSERT INTO main.intake_file SELECT * FROM model.intake_file");
  run(db, "DETACH model");
  unsigned char head[32] = {0};
  for (Row *r = units[0].first; r; r = r->next) {
    insert(db, inserts[r->table], r);
    memcpy(head, r->cells[3].bytes, 32);
  }
  sqlite3_stmt *begin = prepare(db, "BEGIN IMMEDIATE"), *commit = prepare(db, "COMMIT");
#ifdef WITH_OPENSSL
  context = EVP_MD_CTX_new();
  sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
#endif
  if (!raw) load_desk(arguments[1]);
  clear_desk();
  static Decision d;
  static char trace[1 << 20];
  Table emails = table(1 << 21);
  long n = 0, bytes = 0, other = 0;
  Watch start = watch();
  size_t length = 1;
  char *p = raw ? "" : slurp("", arguments[2], &length), *end = p + length;
  Text record[FIELDS];
  if (!raw) csv_record(&p, end, record, FIELDS);
  int64_t at = 0;
  while (raw ? n + 1 < unit_count && units[n + 1].first : p < end) {
    const Unit *unit = &units[n + 1];
    if (!unit->first) break;
    if (n % batch == 0) {
      check(db, sqlite3_step(begin), "begin");
      sqlite3_reset(begin);
    }
    if (!raw) {
      csv_record(&p, end, record, FIELDS);
      if (table_get(&emails, record[EMAIL]) >= 0) die("a duplicate");
      table_put(&emails, record[EMAIL], (int)n);
      Facts f = gather(record);
      // Everything was received at one instant: that of the first entry of the lead.
      f.at = at = unit->first->cells[1].integer / 1000;
      advance(at);
      decide(&f, &d);
      bytes += write_trace(trace, &f, &d) - trace;
      if (d.rep >= 0) assign(d.rep, at);
    }
    for (const Row *r = unit->first; r; r = r->next) {
#ifdef WITH_OPENSSL
      if (!raw && r->table == LOG) chain(r, head);
#endif
      if (!raw && r->table == 1) {
        // lead: the owner or the queue has to be the one that signalbox found.
        const Cell *owner = &r->cells[20], *queue = &r->cells[21];
        Text found = d.rep >= 0 ? D.rep[d.rep].id : text(queue_names[d.queue]);
        const Cell *c = owner->type == SQLITE_TEXT ? owner : queue;
        if (!same(found, (Text){c->bytes, (uint32_t)c->size})) other++;
      }
      insert(db, inserts[r->table], r);
    }
    if (++n % batch == 0) {
      check(db, sqlite3_step(commit), "commit");
      sqlite3_reset(commit);
    }
  }
  if (n % batch) check(db, sqlite3_step(commit), "commit");
  report(raw ? "insert" : "intake", n, bytes, start);
  printf("{\"name\":\"agreement\",\"count\":%ld,\"bytes\":%ld,\"cpu\":0,\"wall\":0}\n", n, other);
  return 0;
}
