// The hash chain of a log over entries in memory, by OpenSSL.
// Usage: chain STORE.sqlite
#include <openssl/evp.h>
#include <sqlite3.h>
#include "text.h"

typedef struct { int64_t seq, at; Text fields[5]; unsigned char hash[32]; } Entry;

static Text copy(sqlite3_stmt *s, int column) {
  int n = sqlite3_column_bytes(s, column);
  char *p = malloc(n + 1);
  if (n) memcpy(p, sqlite3_column_text(s, column), n);
  return (Text){p, (uint32_t)n};
}

static void add_number(EVP_MD_CTX *context, uint64_t v, int bytes) {
  unsigned char b[8];
  for (int i = 0; i < bytes; i++) b[i] = v >> (8 * (bytes - 1 - i));
  EVP_DigestUpdate(context, b, bytes);
}

int main(int count, char **arguments) {
  sqlite3 *db;
  sqlite3_stmt *s;
  if (count < 2 || sqlite3_open_v2(arguments[1], &db, SQLITE_OPEN_READONLY, 0))
    die("usage: chain STORE");
  const char *sql =
      "SELECT seq, at, actor, role, kind, subject, payload, hash FROM log_entry ORDER BY seq";
  if (sqlite3_prepare_v2(db, sql, -1, &s, 0)) die(sqlite3_errmsg(db));
  long n = 0, room = 1 << 16, bytes = 0;
  Entry *entries = malloc(room * sizeof *entries);
  while (sqlite3_step(s) == SQLITE_ROW) {
    if (n == room) entries = realloc(entries, (room *= 2) * sizeof *entries);
    Entry *e = &entries[n++];
    e->seq = sqlite3_column_int64(s, 0);
    e->at = sqlite3_column_int64(s, 1);
    for (int i = 0; i < 5; i++) e->fields[i] = copy(s, i + 2);
    memcpy(e->hash, sqlite3_column_blob(s, 7), 32);
  }
  EVP_MD_CTX *context = EVP_MD_CTX_new();
  EVP_MD *sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
  unsigned char head[32] = {0};
  Watch start = watch();
  for (long k = 0; k < n; k++) {
    const Entry *e = &entries[k];
    EVP_DigestInit_ex2(context, sha256, NULL);
    EVP_DigestUpdate(context, head, 32);
    add_number(context, e->seq, 8);
    add_number(context, e->at, 8);
    for (int i = 0; i < 5; i++) {
      add_number(context, e->fields[i].n, 4);
      EVP_DigestUpdate(context, e->fields[i].p, e->fields[i].n);
      bytes += e->fields[i].n;
    }
    EVP_DigestFinal_ex(context, head, NULL);
    if (memcmp(head, e->hash, 32)) die("an entry does not give its hash");
  }
  report("verify", n, bytes, start);
  return 0;
}
