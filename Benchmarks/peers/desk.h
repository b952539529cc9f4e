// The decision in plain C, over the same workspace files: what a decision can cost at all.
//
// It knows exactly what the work has in it (named accounts by domain, open opportunities, coverage
// with the language fallback, products, pools by segment, capacity with widening, contract hours,
// queues by region) and keeps state in flat arrays: no exceptions, leave, presence, parents or
// duplicates.
#ifndef PEER_DESK_H
#define PEER_DESK_H
#include "text.h"

enum { ID, AT, EMAIL, FIRST, LAST, TITLE, COMPANY, SITE, PHONE, COUNTRY, LANGUAGE, PRODUCTS,
       EMPLOYEES, SOURCE, CAMPAIGN, MESSAGE, FIELDS };
enum { MOST_REPS = 2048, WORDS = MOST_REPS / 64, CODES = 26 * 26, PRODUCT_COUNT = 8, SEGMENTS = 3,
       REGIONS = 4, ZONES = 64 };

typedef struct { uint64_t w[WORDS]; } Set;
typedef struct { int n; int64_t from[8]; int offset[8]; Text name; } Zone;
typedef struct {
  Text id, name;
  int active, zone, capacity, region, from, to;  // minutes of the day
  unsigned days;                                  // bit 0 is Monday
} Rep;
typedef struct { Text id, name, owner; int named, opportunity; } Account;
typedef struct { Text id, owner; } Opportunity;

// What a decision goes by: texts as delivered, and the account that was matched.
typedef struct {
  Text id, source, country, language, product;
  int employees, account;
  int64_t at;
} Facts;

typedef struct { int rep, load, week; int64_t last; } Candidate;
typedef struct {
  int rep, queue, dimension;        // rep < 0: waits in the queue
  const char *reason;
  int country, region, language, product, segment, fallback;
  int n3, n4, n5, n6, n7, relaxed4, relaxed5, widened, full;
  Candidate candidates[MOST_REPS], removed[MOST_REPS];
  char off[MOST_REPS];
} Decision;

static struct {
  int reps, active, words, zones, accounts, opportunities;
  Rep rep[MOST_REPS];
  Zone zone[ZONES];
  Account *account;
  Opportunity *opportunity;
  Table rep_of, zone_of, account_of, product_of;
  Text product[PRODUCT_COUNT];
  short region_of[CODES], language_of[CODES], language_row[CODES];
  Set *cover[CODES];                // by country: one set for each language row
  Set aligned[PRODUCT_COUNT], pool[SEGMENTS], resident[REGIONS], *speaker;
  int language_rows;
  // State.
  int load[MOST_REPS], week[MOST_REPS];
  int64_t last[MOST_REPS], this_week, release_after;
  struct { int64_t at; int rep; } *held;
  long holds, released;
} D;

static const char *const region_names[REGIONS + 1] = {"NA", "EMEA", "APAC", "LATAM", ""};
static const char *const queue_names[REGIONS + 1] = {"na", "emea", "apac", "latam", "world"};
static const char *const segment_names[SEGMENTS] = {"smb", "mid", "ent"};
static const char *const product_names[PRODUCT_COUNT] = {"crm", "erp", "analytics", "security",
                                                         "storage", "network", "mobile", "voice"};

static Text text(const char *s) { return (Text){s, (uint32_t)strlen(s)}; }
static void add(Set *s, int i) { s->w[i >> 6] |= 1ull << (i & 63); }
static int code(Text t, char first) {
  int n = t.n == 2 ? (t.p[0] - first) * 26 + t.p[1] - first : 0;
  if (n < 0 || n >= CODES) die("no code of two letters");
  return n;
}
static int country_code(Text t) { return code(t, 'A'); }
static int language_code(Text t) { return code(t, 'a'); }
static int region_number(Text t) {
  for (int i = 0; i < REGIONS; i++)
    if (same(t, text(region_names[i]))) return i;
  return -1;
}
static int clock_minutes(const char *s) {
  return ((s[0] - '0') * 10 + s[1] - '0') * 60 + (s[3] - '0') * 10 + s[4] - '0';
}
static int weekday(const char *s) {
  static const char names[] = "MonTueWedThuFriSatSun";
  for (int i = 0; i < 7; i++)
    if (!memcmp(names + 3 * i, s, 3)) return i;
  die("no weekday");
  return 0;
}

static void load_places(const char *folder) {
  size_t n;
  Text f[8];
  char *p = slurp(folder, "peer/zones.csv", &n), *end = p + n;
  D.zone_of = table(256);
  for (csv_record(&p, end, f, 8); p < end;) {
    csv_record(&p, end, f, 8);
    int z = table_get(&D.zone_of, f[0]);
    if (z < 0) {
      z = D.zones++;
      D.zone[z].name = f[0];
      table_put(&D.zone_of, f[0], z);
    }
    int k = D.zone[z].n++;
    D.zone[z].from[k] = integer(f[1]);
    D.zone[z].offset[k] = (int)integer(f[2]);
  }
  for (int i = 0; i < CODES; i++) D.region_of[i] = D.language_of[i] = D.language_row[i] = -1;
  p = slurp(folder, "peer/countries.csv", &n);
  end = p + n;
  for (csv_record(&p, end, f, 8); p < end;) {
    csv_record(&p, end, f, 8);
    D.region_of[country_code(f[0])] = region_number(f[1]);
    if (f[2].n) D.language_of[country_code(f[0])] = language_code(f[2]);
  }
}

static void load_reps(const char *folder) {
  size_t n;
  Text f[16], part, rest;
  char *p = slurp(folder, "roster/reps.csv", &n), *end = p + n, *start;
  D.rep_of = table(8192);
  D.product_of = table(64);
  for (int i = 0; i < PRODUCT_COUNT; i++) table_put(&D.product_of, text(product_names[i]), i);
  csv_record(&p, end, f, 16);
  start = p;
  for (int pass = 0; pass < 2; pass++) {
    // Languages are numbered first, then everything has its place.
    if (pass == 1) {
      D.speaker = calloc(D.language_rows, sizeof(Set));
      for (int c = 0; c < CODES; c++) D.cover[c] = calloc(D.language_rows, sizeof(Set));
    }
    int i = 0;
    for (p = start; p < end; i++) {
      csv_record(&p, end, f, 16);
      Rep *r = &D.rep[i];
      r->id = f[0];
      r->name = f[1];
      r->active = same(f[2], text("active"));
      r->region = region_number(f[3]);
      for (rest = f[5]; next_part(&rest, ';', &part);) {
        int c = country_code((Text){part.p, 2}), l = language_code((Text){part.p + 3, 2});
        if (pass == 0) {
          if (D.language_row[l] < 0) D.language_row[l] = D.language_rows++;
        } else if (r->active) {
          add(&D.cover[c][D.language_row[l]], i);
          add(&D.speaker[D.language_row[l]], i);
        }
      }
      if (pass == 0) continue;
      for (rest = f[6]; next_part(&rest, ';', &part);)
        add(&D.aligned[table_get(&D.product_of, part)], i);
      for (rest = f[7]; next_part(&rest, ';', &part);)
        for (int s = 0; s < SEGMENTS; s++)
          if (same(part, text(segment_names[s]))) add(&D.pool[s], i);
      r->capacity = (int)integer(f[8]);
      r->zone = table_get(&D.zone_of, f[9]);
      for (int day = weekday(f[10].p);; day = (day + 1) % 7) {
        r->days |= 1u << day;
        if (day == weekday(f[10].p + 4)) break;
      }
      r->from = clock_minutes(f[10].p + 8);
      r->to = clock_minutes(f[10].p + 14);
      if (r->active && r->region >= 0) add(&D.resident[r->region], i);
      D.active += r->active;
      table_put(&D.rep_of, r->id, i);
    }
    D.reps = i;
  }
  D.words = (D.reps + 63) / 64;
}

static void load_customers(const char *folder) {
  size_t n;
  Text f[8];
  char *p = slurp(folder, "crm/accounts.csv", &n), *end = p + n;
  D.account = calloc(65536, sizeof(Account));
  D.opportunity = calloc(65536, sizeof(Opportunity));
  D.account_of = table(131072);
  Table by_id = table(131072);
  for (csv_record(&p, end, f, 8); p < end; D.accounts++) {
    csv_record(&p, end, f, 8);
    D.account[D.accounts] = (Account){f[0], f[1], f[4], same(f[3], text("true")), -1};
    table_put(&D.account_of, f[2], D.accounts);
    table_put(&by_id, f[0], D.accounts);
  }
  p = slurp(folder, "crm/opportunities.csv", &n);
  end = p + n;
  for (csv_record(&p, end, f, 8); p < end; D.opportunities++) {
    csv_record(&p, end, f, 8);
    D.opportunity[D.opportunities] = (Opportunity){f[0], f[2]};
    int a = table_get(&by_id, f[1]);
    // One for each account without a named owner; those on named accounts are hardly ever reached.
    if (D.account[a].opportunity < 0) D.account[a].opportunity = D.opportunities;
  }
}

static void load_desk(const char *folder) {
  load_places(folder);
  load_reps(folder);
  load_customers(folder);
  D.release_after = 86400;
  D.held = malloc(sizeof *D.held * 1000000);
}

static void clear_desk(void) {
  memset(D.load, 0, sizeof D.load);
  memset(D.week, 0, sizeof D.week);
  for (int i = 0; i < MOST_REPS; i++) D.last[i] = INT64_MIN;
  D.this_week = INT64_MIN;
  D.holds = D.released = 0;
}

static void advance(int64_t at) {
  int64_t monday = (at - 4 * 86400) / (7 * 86400);
  if (monday != D.this_week) {
    D.this_week = monday;
    memset(D.week, 0, sizeof D.week);
  }
  while (D.released < D.holds && D.held[D.released].at <= at - D.release_after)
    D.load[D.held[D.released++].rep]--;
}

static void assign(int rep, int64_t at) {
  D.load[rep]++;
  D.week[rep]++;
  D.last[rep] = at;
  D.held[D.holds].at = at;
  D.held[D.holds++].rep = rep;
}

// The facts of a lead, with its account looked up by domain.
static Facts gather(const Text *f) {
  Facts facts = {f[ID], f[SOURCE], f[COUNTRY], f[LANGUAGE], f[PRODUCTS], (int)integer(f[EMPLOYEES]),
                 f[SITE].n ? table_get(&D.account_of, f[SITE]) : -1, instant(f[AT].p)};
  return facts;
}

static int on_shift(int rep, int64_t at) {
  const Rep *r = &D.rep[rep];
  const Zone *z = &D.zone[r->zone];
  int offset = z->offset[0];
  for (int k = 1; k < z->n; k++)
    if (at >= z->from[k]) offset = z->offset[k];
  int64_t local = at + offset;
  int minute = (int)(local % 86400 / 60);
  return (r->days >> ((local / 86400 + 3) % 7) & 1) && r->from <= minute && minute < r->to;
}

static inline int precedes(const Candidate *a, const Candidate *b) {
  int64_t x = (int64_t)a->load * D.rep[b->rep].capacity;
  int64_t y = (int64_t)b->load * D.rep[a->rep].capacity;
  if (x != y) return x < y;
  if (a->week != b->week) return a->week < b->week;
  if (a->last != b->last) return a->last < b->last;
  return a->rep < b->rep;
}

static inline int intersect(Set *out, const Set *a, const Set *b) {
  int n = 0;
  for (int i = 0; i < D.words; i++) n += __builtin_popcountll(out->w[i] = a->w[i] & b->w[i]);
  return n;
}

static void weigh(const Set *pool, Decision *d) {
  for (int i = 0; i < D.words; i++)
    for (uint64_t w = pool->w[i]; w; w &= w - 1) {
      int rep = i << 6 | __builtin_ctzll(w);
      Candidate c = {rep, D.load[rep], D.week[rep], D.last[rep]};
      if (c.load < D.rep[rep].capacity)
        d->candidates[d->n6++] = c;
      else
        d->removed[d->full++] = c;
    }
}

static int owner_of(Text id) {
  int rep = id.n ? table_get(&D.rep_of, id) : -1;
  return rep >= 0 && D.rep[rep].active ? rep : -1;
}

static void wait_in_queue(Decision *d, const char *reason) {
  d->rep = -1;
  d->dimension = 8;
  d->reason = reason;
  d->queue = d->region >= 0 ? d->region : REGIONS;
}

static void decide(const Facts *f, Decision *d) {
  d->rep = d->product = d->segment = -1;
  d->reason = NULL;
  d->n3 = d->n4 = d->n5 = d->n6 = d->n7 = d->full = 0;
  d->relaxed4 = d->relaxed5 = d->widened = d->fallback = 0;
  d->country = country_code(f->country);
  d->region = D.region_of[d->country];
  d->language = language_code(f->language);
  if (f->account >= 0) {
    const Account *a = &D.account[f->account];
    d->dimension = 1;
    if (a->named && (d->rep = owner_of(a->owner)) >= 0) return;
    d->dimension = 2;
    const Opportunity *open = a->opportunity >= 0 ? &D.opportunity[a->opportunity] : NULL;
    if (open && (d->rep = owner_of(open->owner)) >= 0) return;
  }
  // 3: coverage, with the language of the country when nobody speaks the lead's.
  const Set *cover = NULL;
  for (int pass = 0; pass < 2 && !d->n3; pass++) {
    if (pass) {
      if (D.language_of[d->country] == d->language) break;
      d->language = D.language_of[d->country];
      d->fallback = 1;
    }
    int row = d->language < 0 ? -1 : D.language_row[d->language];
    if (row < 0) continue;
    cover = &D.cover[d->country][row];
    for (int i = 0; i < D.words; i++) d->n3 += __builtin_popcountll(cover->w[i]);
  }
  if (!d->n3) return wait_in_queue(d, "no_coverage");
  // 4 and 5: product and segment, each relaxed rather than leaving nobody.
  Set a, b;
  const Set *pool = cover;
  d->product = table_get(&D.product_of, f->product);
  d->n4 = intersect(&a, pool, &D.aligned[d->product]);
  if (d->n4) pool = &a;
  else d->relaxed4 = 1, d->n4 = d->n3;
  d->segment = f->employees >= 1000 ? 2 : f->employees >= 100 ? 1 : 0;
  d->n5 = intersect(&b, pool, &D.pool[d->segment]);
  if (d->n5) pool = &b;
  else d->relaxed5 = 1, d->n5 = d->n4;
  // 6: room, or once more in the wider pool.
  weigh(pool, d);
  if (!d->n6 && d->region >= 0) {
    int full = d->full;
    int n = intersect(&a, &D.resident[d->region], &D.speaker[D.language_row[d->language]]);
    Set wide = a;
    if (n && intersect(&b, &wide, &D.aligned[d->product])) wide = b;
    if (n && intersect(&b, &wide, &D.pool[d->segment])) wide = b;
    if (n) weigh(&wide, d);
    if (d->n6) d->widened = 1;
    else d->full = full;
  }
  if (!d->n6) return wait_in_queue(d, "all_at_capacity");
  // 7: the first in rank on shift.
  const Candidate *best = NULL;
  for (int i = 0; i < d->n6; i++) {
    d->off[i] = !on_shift(d->candidates[i].rep, f->at);
    if (d->off[i]) continue;
    d->n7++;
    if (!best || precedes(&d->candidates[i], best)) best = &d->candidates[i];
  }
  if (!best) return wait_in_queue(d, "outside_hours");
  d->rep = best->rep;
  d->dimension = 7;
}

#endif
