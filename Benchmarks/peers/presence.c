// Presence counted by rep, week and hour of the week: reads the file in blocks, finds each rep by a hash
// table and adds to an array. UTC for everybody; keeps nothing, checks nothing.
// Usage: presence FILE REPS
#include "text.h"

#define WEEKS 128
#define BLOCK (1 << 20)

int main(int count, char **arguments) {
  if (count < 3) die("usage: presence FILE REPS");
  int reps = atoi(arguments[2]), known = 0;
  Watch start = watch();
  FILE *file = fopen(arguments[1], "rb");
  if (!file) die(arguments[1]);
  uint32_t *counts = calloc((size_t)reps * WEEKS * 168, sizeof *counts);
  Table table_of_reps = table(16384);
  char *names = malloc((size_t)reps * 64), *block = malloc(2 * BLOCK);
  size_t kept = 0, got;
  long rows = 0, bytes = 0, first = -1;
  int is_header = 1;
  while ((got = fread(block + kept, 1, BLOCK, file)) > 0) {
    char *p = block, *end = block + kept + got;
    bytes += got;
    for (;;) {
      char *line_end = memchr(p, '\n', end - p);
      if (!line_end) break;
      if (is_header) {
        is_header = 0;
      } else {
        char *comma = memchr(p, ',', line_end - p);
        if (!comma || line_end - comma < 21) die("a row that is none");
        Text rep = {p, (uint32_t)(comma - p)};
        int index = table_get(&table_of_reps, rep);
        if (index < 0) {
          if (known == reps || rep.n > 64) die("too many reps");
          char *name = names + known * 64;
          memcpy(name, rep.p, rep.n);
          table_put(&table_of_reps, (Text){name, rep.n}, index = known++);
        }
        long hour = instant(comma + 1) / 3600 + 72, week = hour / 168;
        if (first < 0) first = week;
        if (week - first < 0 || week - first >= WEEKS) die("too many weeks");
        counts[((size_t)index * WEEKS + (week - first)) * 168 + hour % 168]++;
        rows++;
      }
      p = line_end + 1;
    }
    kept = end - p;
    memmove(block, p, kept);
  }
  long cells = 0;
  for (size_t i = 0; i < (size_t)reps * WEEKS * 168; i++) cells += counts[i] != 0;
  if (cells) report("presence", rows, bytes, start);
  return 0;
}
