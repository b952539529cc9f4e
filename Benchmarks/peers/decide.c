// The decision in plain C: without trace, and with the bytes of a trace.
// Usage: decide SITE LEADS.csv ANSWERS [SAMPLES]
#include "desk.h"
#include "trace.h"

static int forget(const Facts *f, const Decision *d) {
  if (d->rep >= 0) assign(d->rep, f->at);
  return d->rep >= 0;
}

static void pass(const char *name, const Facts *facts, int n, int with_trace) {
  static Decision d;
  char *out = malloc(1 << 20);
  long bytes = 0;
  clear_desk();
  Watch start = watch();
  for (int i = 0; i < n; i++) {
    advance(facts[i].at);
    decide(&facts[i], &d);
    if (with_trace) bytes += write_trace(out, &facts[i], &d) - out;
    forget(&facts[i], &d);
  }
  if (name) report(name, n, bytes, start);
  free(out);
}

int main(int count, char **arguments) {
  if (count < 4) die("usage: decide SITE LEADS ANSWERS");
  load_desk(arguments[1]);
  size_t length;
  char *p = slurp("", arguments[2], &length), *end = p + length;
  Text(*leads)[FIELDS] = malloc(sizeof(Text[FIELDS]) * 1000000);
  Facts *facts = calloc(1000000, sizeof(Facts));
  int n = -1;
  while (p < end) {
    Text record[FIELDS];
    csv_record(&p, end, record, FIELDS);
    if (n >= 0) memcpy(leads[n], record, sizeof record);
    n++;
  }
  for (int i = 0; i < n; i++) facts[i] = gather(leads[i]);
  // Once for the answers, which have to be signalbox's.
  static Decision d;
  FILE *answers = fopen(arguments[3], "w");
  char *out = malloc(1 << 20);
  int samples = count > 4 ? atoi(arguments[4]) : 0;
  clear_desk();
  for (int i = 0; i < n; i++) {
    advance(facts[i].at);
    decide(&facts[i], &d);
    if (i < samples) printf("%.*s\n", (int)(write_trace(out, &facts[i], &d) - out), out);
    Text who = d.rep >= 0 ? D.rep[d.rep].id : text(queue_names[d.queue]);
    fprintf(answers, "%.*s %.*s\n", facts[i].id.n, facts[i].id.p, who.n, who.p);
    forget(&facts[i], &d);
  }
  fclose(answers);
  if (samples) return 0;
  pass(NULL, facts, n, 0);
  pass("decision", facts, n, 0);
  pass("trace", facts, n, 1);
  // From the fields of a record: the account looked up by domain, the time read.
  clear_desk();
  Watch start = watch();
  for (int i = 0; i < n; i++) {
    Facts f = gather(leads[i]);
    advance(f.at);
    decide(&f, &d);
    forget(&f, &d);
  }
  report("decision_from_record", n, 0, start);
  return 0;
}
