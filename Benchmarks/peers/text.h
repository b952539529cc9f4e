// Slices of text, files, CSV, hash tables and clocks that the C peers share.
#ifndef PEER_TEXT_H
#define PEER_TEXT_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

typedef struct {
  const char *p;
  uint32_t n;
} Text;

static void die(const char *what) {
  fprintf(stderr, "peer: %s\n", what);
  exit(1);
}

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

typedef struct {
  double cpu, wall;
} Watch;

static Watch watch(void) {
  return (Watch){seconds(CLOCK_PROCESS_CPUTIME_ID), seconds(CLOCK_MONOTONIC)};
}

// One measurement as a line of JSON, as signalbox-bench prints it.
static void report(const char *name, long count, long bytes, Watch start) {
  Watch end = watch();
  printf("{\"name\":\"%s\",\"count\":%ld,\"bytes\":%ld,\"cpu\":%.6f,\"wall\":%.6f}\n", name, count,
         bytes, end.cpu - start.cpu, end.wall - start.wall);
  fflush(stdout);
}

// A whole file, with zeros behind it.
static char *slurp(const char *folder, const char *name, size_t *length) {
  char path[4096];
  snprintf(path, sizeof path, "%s%s%s", folder, *folder ? "/" : "", name);
  FILE *file = fopen(path, "rb");
  if (!file) die(path);
  fseek(file, 0, SEEK_END);
  *length = ftell(file);
  rewind(file);
  char *bytes = malloc(*length + 64);
  if (fread(bytes, 1, *length, file) != *length) die(path);
  memset(bytes + *length, 0, 64);
  fclose(file);
  return bytes;
}

// Splits the next record (RFC 4180) and returns its number of fields; quotes are undone in place.
static int csv_record(char **position, char *end, Text *fields, int most) {
  char *p = *position;
  int n = 0;
  for (;;) {
    if (n >= most) die("too many fields");
    if (*p == '"') {
      char *w = ++p, *start = p;
      for (;;) {
        char *q = memchr(p, '"', end - p);
        if (!q) die("a quote without end");
        if (w != p) memmove(w, p, q - p);
        w += q - p;
        p = q + 1;
        if (*p != '"') break;
        *w++ = '"';
        p++;
      }
      fields[n++] = (Text){start, (uint32_t)(w - start)};
    } else {
      char *start = p;
      while (p < end && *p != ',' && *p != '\n' && *p != '\r') p++;
      fields[n++] = (Text){start, (uint32_t)(p - start)};
    }
    if (p < end && *p == ',') {
      p++;
      continue;
    }
    if (p < end && *p == '\r') p++;
    if (p < end && *p == '\n') p++;
    break;
  }
  *position = p;
  return n;
}

// Finds the next part up to the separator; 0 when there is none left.
static int next_part(Text *rest, char separator, Text *part) {
  if (!rest->p) return 0;
  const char *q = memchr(rest->p, separator, rest->n);
  if (q) {
    *part = (Text){rest->p, (uint32_t)(q - rest->p)};
    rest->n -= part->n + 1;
    rest->p = q + 1;
  } else {
    *part = *rest;
    rest->p = NULL;
  }
  return 1;
}

static int same(Text a, Text b) { return a.n == b.n && !memcmp(a.p, b.p, a.n); }

static long integer(Text t) {
  long value = 0;
  for (uint32_t i = 0; i < t.n; i++)
    if (t.p[i] >= '0' && t.p[i] <= '9') value = value * 10 + t.p[i] - '0';
  return t.n && t.p[0] == '-' ? -value : value;
}

// Text to number by open addressing; the capacity is a power of two.
typedef struct {
  uint32_t capacity;
  Text *keys;
  int *values;
} Table;

static Table table(uint32_t capacity) {
  return (Table){capacity, calloc(capacity, sizeof(Text)), malloc(capacity * sizeof(int))};
}

static inline uint64_t hash_of(Text t) {
  uint64_t h = t.n * 0x9E3779B97F4A7C15ull, x;
  const char *p = t.p;
  uint32_t n = t.n;
  for (; n >= 8; p += 8, n -= 8) {
    memcpy(&x, p, 8);
    h = (h ^ x) * 0xff51afd7ed558ccdull;
    h ^= h >> 32;
  }
  x = 0;
  memcpy(&x, p, n);
  h = (h ^ x) * 0xc4ceb9fe1a85ec53ull;
  return h ^ (h >> 29);
}

static void table_put(Table *t, Text key, int value) {
  uint32_t i = hash_of(key) & (t->capacity - 1);
  while (t->keys[i].p && !same(t->keys[i], key)) i = (i + 1) & (t->capacity - 1);
  t->keys[i] = key;
  t->values[i] = value;
}

static inline int table_get(const Table *t, Text key) {
  uint32_t i = hash_of(key) & (t->capacity - 1);
  while (t->keys[i].p) {
    if (same(t->keys[i], key)) return t->values[i];
    i = (i + 1) & (t->capacity - 1);
  }
  return -1;
}

// Seconds since 1970 of yyyy-MM-ddTHH:mm:ss in UTC.
static inline int64_t instant(const char *s) {
#define TWO(i) ((s[i] - '0') * 10 + s[i + 1] - '0')
  int y = TWO(0) * 100 + TWO(2), m = TWO(5), d = TWO(8);
  y -= m <= 2;
  int era = y / 400;
  unsigned yoe = y - era * 400, doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
  unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return ((int64_t)era * 146097 + doe - 719468) * 86400 + TWO(11) * 3600 + TWO(14) * 60 + TWO(17);
#undef TWO
}

#endif
