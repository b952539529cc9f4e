// A table of address ranges: parses the file, sorts each family by start, and answers by binary search.
// Usage: geo FILE
#include <arpa/inet.h>

#include "text.h"

typedef unsigned __int128 Bits;
typedef struct {
  uint32_t start, end;
  uint16_t country;
} V4;
typedef struct {
  Bits start, end;
  uint16_t country;
} V6;

static int by_v4(const void *a, const void *b) {
  uint32_t x = ((const V4 *)a)->start, y = ((const V4 *)b)->start;
  return x < y ? -1 : x > y;
}
static int by_v6(const void *a, const void *b) {
  Bits x = ((const V6 *)a)->start, y = ((const V6 *)b)->start;
  return x < y ? -1 : x > y;
}

static uint32_t v4(Text t) {
  uint32_t address = 0, part = 0;
  for (uint32_t i = 0; i < t.n; i++) {
    if (t.p[i] == '.') {
      address = address << 8 | part;
      part = 0;
    } else {
      part = part * 10 + t.p[i] - '0';
    }
  }
  return address << 8 | part;
}

static Bits v6(Text t) {
  char text[64];
  unsigned char bytes[16];
  if (t.n >= sizeof text) die("an address that is none");
  memcpy(text, t.p, t.n);
  text[t.n] = 0;
  if (inet_pton(AF_INET6, text, bytes) != 1) die("an address that is none");
  Bits bits = 0;
  for (int i = 0; i < 16; i++) bits = bits << 8 | bytes[i];
  return bits;
}

static uint64_t state = 20260314;
static uint64_t next(void) {
  uint64_t word = state += 0x9E3779B97F4A7C15ull;
  word = (word ^ (word >> 30)) * 0xBF58476D1CE4E5B9ull;
  word = (word ^ (word >> 27)) * 0x94D049BB133111EBull;
  return word ^ (word >> 31);
}

int main(int count, char **arguments) {
  if (count < 2) die("usage: geo FILE");
  V4 *fours = NULL;
  V6 *sixes = NULL;
  long n4 = 0, n6 = 0;
  for (int pass = 0; pass < 2; pass++) {
    size_t length;
    char *bytes = slurp("", arguments[1], &length), *p = bytes, *end = p + length;
    Text fields[8];
    free(fours);
    free(sixes);
    Watch start = watch();
    long room4 = 1024, room6 = 1024;
    fours = malloc(room4 * sizeof *fours);
    sixes = malloc(room6 * sizeof *sixes);
    n4 = n6 = 0;
    csv_record(&p, end, fields, 8);
    while (p < end) {
      if (csv_record(&p, end, fields, 8) != 3) die("a row that is none");
      uint16_t country = (uint16_t)(fields[2].p[0] << 8 | fields[2].p[1]);
      if (memchr(fields[0].p, ':', fields[0].n)) {
        if (n6 == room6) sixes = realloc(sixes, (room6 *= 2) * sizeof *sixes);
        sixes[n6++] = (V6){v6(fields[0]), v6(fields[1]), country};
      } else {
        if (n4 == room4) fours = realloc(fours, (room4 *= 2) * sizeof *fours);
        fours[n4++] = (V4){v4(fields[0]), v4(fields[1]), country};
      }
    }
    qsort(fours, n4, sizeof *fours, by_v4);
    qsort(sixes, n6, sizeof *sixes, by_v6);
    if (pass) report("geo", n4 + n6, length, start);
    free(bytes);
  }
  // The same kinds of question in the same shares as signalbox is asked.
  long asked = 1000000, found = 0;
  Bits *questions = malloc(asked * sizeof *questions);
  char *is_v4 = malloc(asked);
  for (long i = 0; i < asked; i++) {
    is_v4[i] = next() % 100 < 60;
    questions[i] = is_v4[i] ? (Bits)(uint32_t)next()
                            : (Bits)((0x20010200ull << 32) + (next() >> 20)) << 64 | next();
  }
  Watch start = watch();
  for (long i = 0; i < asked; i++) {
    long low = 0, high = is_v4[i] ? n4 : n6;
    Bits address = questions[i];
    while (low < high) {
      long middle = (low + high) / 2;
      if ((is_v4[i] ? fours[middle].start : sixes[middle].start) <= address) low = middle + 1;
      else high = middle;
    }
    if (low && address <= (is_v4[i] ? fours[low - 1].end : sixes[low - 1].end)) found++;
  }
  report("lookup", asked, found, start);
  return 0;
}
