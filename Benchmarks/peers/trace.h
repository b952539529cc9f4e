// The trace of a decision as JSON, with the members that signalbox writes and about as many bytes.
#ifndef PEER_TRACE_H
#define PEER_TRACE_H
#include "desk.h"

static const char *const roster_version =
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#define S(s) (memcpy(o, s, sizeof(s) - 1), o += sizeof(s) - 1)
#define T(t) (memcpy(o, (t).p, (t).n), o += (t).n)
#define Z(s) (o = put_string(o, s))
#define I(v) (o = put_integer(o, v))

static inline char *put_string(char *o, const char *s) {
  size_t n = strlen(s);
  memcpy(o, s, n);
  return o + n;
}

static inline char *put_integer(char *o, int v) {
  char digits[12];
  int n = 0;
  do digits[n++] = '0' + v % 10;
  while (v /= 10);
  while (n) *o++ = digits[--n];
  return o;
}

static inline char *two(char *o, int v) {
  *o++ = '0' + v / 10;
  *o++ = '0' + v % 10;
  return o;
}

// yyyy-MM-ddTHH:mm:ss.000Z in quotes.
static char *put_instant(char *o, int64_t at) {
  int64_t z = at / 86400 + 719468;
  int rest = at % 86400, era = z / 146097;
  unsigned doe = z - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
  unsigned doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
  int d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
  int y = yoe + era * 400 + (m <= 2);
  *o++ = '"';
  o = two(two(o, y / 100), y % 100);
  *o++ = '-';
  o = two(o, m);
  *o++ = '-';
  o = two(o, d);
  *o++ = 'T';
  o = two(o, rest / 3600);
  *o++ = ':';
  o = two(o, rest / 60 % 60);
  *o++ = ':';
  o = two(o, rest % 60);
  S(".000Z\"");
  return o;
}

// A text as the inside of a JSON string.
static char *put_escaped(char *o, Text t) {
  for (uint32_t i = 0; i < t.n; i++) {
    unsigned char c = t.p[i];
    if (c == '"' || c == '\\') *o++ = '\\';
    *o++ = c < 32 ? ' ' : c;
  }
  return o;
}

static char *put_value(char *o, Text value, const char *from) {
  if (!value.n) {
    S("null,\"from\":null}");
    return o;
  }
  *o++ = '"';
  o = put_escaped(o, value);
  S("\",\"from\":\"");
  Z(from);
  S("\"}");
  return o;
}

static char *put_counts(char *o, const char *step, int dimension, const char *result, int in,
                        int out) {
  S("{\"step\":\"");
  Z(step);
  S("\",\"dimension\":");
  I(dimension);
  S(",\"result\":\"");
  Z(result);
  S("\",\"path\":\"primary\",\"in\":");
  I(in);
  S(",\"out\":");
  I(out);
  return o;
}

static char *put_rep(char *o, const Candidate *c) {
  S("{\"rep\":\"");
  T(D.rep[c->rep].id);
  *o++ = '"';
  return o;
}

static char *put_ranked(char *o, Decision *d) {
  int best[10], filled = 0;
  for (int i = 0; i < d->n6; i++) {
    int place = filled;
    while (place > 0 && precedes(&d->candidates[i], &d->candidates[best[place - 1]])) place--;
    if (place >= 10) continue;
    for (int end = filled < 10 ? filled : 9; end > place; end--) best[end] = best[end - 1];
    best[place] = i;
    if (filled < 10) filled++;
  }
  S(",\"ranked\":[");
  for (int i = 0; i < filled; i++) {
    const Candidate *c = &d->candidates[best[i]];
    if (i) *o++ = ',';
    o = put_rep(o, c);
    S(",\"load\":");
    I(c->load);
    S(",\"capacity\":");
    I(D.rep[c->rep].capacity);
    S(",\"week\":");
    I(c->week);
    S(",\"last\":");
    if (c->last == INT64_MIN) S("null");
    else o = put_instant(o, c->last);
    *o++ = '}';
  }
  *o++ = ']';
  return o;
}

static char *put_coverage_steps(char *o, const Facts *f, Decision *d) {
  S(",");
  o = put_counts(o, "coverage", 3, d->n3 ? "narrowed" : "queued", D.active, d->n3);
  S(",\"fields\":{\"country\":\"");
  T(f->country);
  S("\",\"language\":\"");
  T(f->language);
  S("\"},\"why\":\"");
  I(d->n3);
  S(" of ");
  I(D.active);
  S(" active reps cover ");
  T(f->country);
  S(" in ");
  T(f->language);
  S("\"}");
  if (!d->n3) return o;
  S(",");
  o = put_counts(o, "product", 4, d->relaxed4 ? "relaxed" : "narrowed", d->n3, d->n4);
  S(",\"fields\":{\"product\":\"");
  T(f->product);
  S("\"},\"why\":\"");
  I(d->n4);
  S(" of ");
  I(d->n3);
  S(" are aligned with ");
  T(f->product);
  S("\"},");
  o = put_counts(o, "segment", 5, d->relaxed5 ? "relaxed" : "narrowed", d->n4, d->n5);
  S(",\"fields\":{\"segment\":\"");
  Z(segment_names[d->segment]);
  S("\",\"employees\":\"");
  I(f->employees);
  S("\"},\"why\":\"");
  I(d->n5);
  S(" of ");
  I(d->n4);
  S(" are in the pool ");
  Z(segment_names[d->segment]);
  S("\"},");
  const char *result = d->widened ? "relaxed" : d->n6 ? "narrowed" : "queued";
  o = put_counts(o, "capacity", 6, result, d->n5, d->n6);
  S(",\"why\":\"");
  I(d->n6);
  S(" of ");
  I(d->n5);
  S(" have room\"");
  if (d->n6) o = put_ranked(o, d);
  if (d->full) {
    S(",\"removed\":[");
    for (int i = 0; i < d->full; i++) {
      if (i) *o++ = ',';
      o = put_rep(o, &d->removed[i]);
      S(",\"why\":\"at_capacity\",\"load\":");
      I(d->removed[i].load);
      S(",\"capacity\":");
      I(D.rep[d->removed[i].rep].capacity);
      *o++ = '}';
    }
    *o++ = ']';
  }
  *o++ = '}';
  if (!d->n6) return o;
  S(",");
  o = put_counts(o, "coverage_hours", 7, d->n7 ? "assigned" : "queued", d->n6, d->n7);
  S(",\"why\":\"");
  I(d->n7);
  S(" of ");
  I(d->n6);
  S(" are on shift");
  if (d->rep >= 0) {
    S("; ");
    T(D.rep[d->rep].id);
    S(" is first in rank");
  }
  S("\"");
  if (d->n7 < d->n6) {
    S(",\"removed\":[");
    for (int i = 0, n = 0; i < d->n6; i++) {
      if (!d->off[i]) continue;
      if (n++) *o++ = ',';
      o = put_rep(o, &d->candidates[i]);
      S(",\"why\":\"off_shift\"}");
    }
    *o++ = ']';
  }
  *o++ = '}';
  return o;
}

static char *put_sentence(char *o, const Facts *f, const Decision *d) {
  if (d->rep < 0) {
    S("Sent to the ");
    Z(queue_names[d->queue]);
    S(" queue: nobody who covers ");
    T(f->country);
    S(" in ");
    T(f->language);
    S(" for ");
    T(f->product);
    S(" has room or is on shift.");
    return o;
  }
  S("Assigned to ");
  T(D.rep[d->rep].name);
  if (d->dimension < 7) {
    const Account *a = &D.account[f->account];
    if (d->dimension == 1) S(": owns the named account ");
    else S(": owns the open opportunity ");
    if (d->dimension == 2) {
      T(D.opportunity[a->opportunity].id);
      S(" at ");
    }
    o = put_escaped(o, a->name);
    *o++ = '.';
    return o;
  }
  S(": covers ");
  T(f->country);
  S(" in ");
  T(f->language);
  S(" for ");
  T(f->product);
  S(" in ");
  Z(segment_names[d->segment]);
  S(", holds ");
  I(D.load[d->rep]);
  S(" of ");
  I(D.rep[d->rep].capacity);
  S(" leads, the lowest share of the ");
  I(d->n7);
  S(" reps on shift.");
  return o;
}

static char *write_trace(char *o, const Facts *f, Decision *d) {
  const Account *a = f->account >= 0 ? &D.account[f->account] : NULL;
  Text none = {NULL, 0};
  S("{\"lead\":\"");
  o = put_escaped(o, f->id);
  S("\",\"source\":\"");
  o = put_escaped(o, f->source);
  S("\",\"at\":");
  o = put_instant(o, f->at);
  S(",\"outcome\":\"");
  if (d->rep >= 0) {
    S("assigned\",\"owner\":\"");
    T(D.rep[d->rep].id);
    S("\",\"queue\":null");
  } else {
    S("queued\",\"owner\":null,\"queue\":\"");
    Z(queue_names[d->queue]);
    S("\"");
  }
  S(",\"duplicate_of\":null,\"route\":\"");
  Z(d->rep < 0 ? "fallback" : d->dimension == 1 ? "named_account"
                          : d->dimension == 2   ? "open_opportunity" : "coverage");
  S("\",\"dimension\":");
  I(d->dimension);
  S(",\"reason\":");
  if (d->reason) {
    *o++ = '"';
    Z(d->reason);
    *o++ = '"';
  } else S("null");
  S(",\"contingent\":false,\"flags\":[],\"ruleset\":0,\"roster\":\"");
  Z(roster_version);
  S("\",\"lead_fields\":{\"country\":{\"value\":");
  o = put_value(o, f->country, "given");
  S(",\"language\":{\"value\":");
  o = put_value(o, f->language, "given");
  S(",\"region\":{\"value\":");
  o = put_value(o, text(region_names[d->region < 0 ? REGIONS : d->region]), "given");
  S(",\"account\":{\"value\":");
  o = put_value(o, a ? a->id : none, "crm");
  S(",\"segment\":{\"value\":");
  o = put_value(o, d->segment >= 0 ? text(segment_names[d->segment]) : none, "inferred:employees");
  S(",\"product\":{\"value\":");
  o = put_value(o, d->product >= 0 ? f->product : none, "given");
  S("},\"steps\":[{\"step\":\"duplicate\",\"result\":\"passed\",\"path\":\"primary\"},"
    "{\"step\":\"enrichment\",\"result\":\"skipped\",\"path\":\"primary\"},{\"step\":\"account\",");
  if (a) {
    S("\"result\":\"matched\",\"path\":\"primary\",\"fields\":{\"account\":\"");
    T(a->id);
    S("\"},\"why\":\"");
    o = put_escaped(o, a->name);
    S(" has the lead's domain\"}");
  } else S("\"result\":\"skipped\",\"path\":\"primary\",\"why\":\"no account is known\"}");
  S(",{\"step\":\"named_account\",\"dimension\":1,\"result\":\"");
  if (d->dimension == 1 && a) {
    S("assigned\",\"path\":\"primary\",\"fields\":{\"account\":\"");
    T(a->id);
    S("\",\"owner\":\"");
    T(a->owner);
    S("\"},\"why\":\"");
    o = put_escaped(o, a->name);
    S(" is named and owned by ");
    T(a->owner);
    S("\"}");
  } else {
    S("passed\",\"path\":\"primary\",\"why\":\"no named account with an active owner\"},"
      "{\"step\":\"open_opportunity\",\"dimension\":2,\"result\":\"");
    if (d->dimension == 2 && a) {
      S("assigned\",\"path\":\"primary\",\"fields\":{\"opportunity\":\"");
      T(D.opportunity[a->opportunity].id);
      S("\",\"owner\":\"");
      T(D.opportunity[a->opportunity].owner);
      S("\"},\"why\":\"opportunity ");
      T(D.opportunity[a->opportunity].id);
      S(" is open and owned by ");
      T(D.opportunity[a->opportunity].owner);
      S("\"}");
    } else {
      S("passed\",\"path\":\"primary\",\"why\":\"the account has no open opportunity\"}");
      o = put_coverage_steps(o, f, d);
      if (d->rep < 0) {
        S(",{\"step\":\"fallback_queue\",\"dimension\":8,\"result\":\"queued\","
          "\"path\":\"primary\","
          "\"fields\":{\"region\":\"");
        Z(region_names[d->region < 0 ? REGIONS : d->region]);
        S("\"},\"why\":\"the first queue that lists the region\"}");
      }
    }
  }
  S("],\"sentence\":\"");
  o = put_sentence(o, f, d);
  S("\"}");
  return o;
}

#undef S
#undef T
#undef Z
#undef I
#endif
