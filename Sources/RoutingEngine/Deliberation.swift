import LeadModel

/// One decision while it is being taken, and the record of it afterwards. Its memory is reused from one
/// decision to the next, so that deciding allocates nothing.
struct Deliberation: Sendable {
  // What has become known of the lead.
  var country: CountryCode?
  var countryOrigin = ValueOrigin.none
  /// By position in the rule set; so are product, segment and pool.
  var region: Int?
  var regionOrigin = ValueOrigin.none
  var language: LanguageCode?
  var languageOrigin = ValueOrigin.none
  var accountOrigin = ValueOrigin.none
  var product: Int?
  var productOrigin = ValueOrigin.none
  var segment: Int?
  var segmentOrigin = ValueOrigin.none

  var flags: FlagSet = []
  /// Whether a secondary value or match was used.
  var isContingent = false
  var steps: [StepEvent] = []

  /// The reps still in question from dimension 3 on.
  var pool: RepSet
  var poolCount = 0
  /// Room for the next pool.
  var spare: RepSet

  /// Of reps whom the facts leave out: where they stand among ``Facts/excluded``.
  var exclusions: [Int: Int] = [:]
  /// Reps with room, in no order; ranked only as far as anyone asks.
  var candidates: [Candidate] = []
  /// Reps whom dimension 6 left out.
  var full: [Removal] = []
  /// Reps whom dimension 7 left out.
  var offShift: [Removal] = []
  /// Positions in `candidates` of the first and second in rank on shift.
  var chosen: Int?
  var runnerUp: Int?
  var nextOpening: NextOpening?
  var askedForOpening = false

  /// The owner that dimension 1 or 2 found, where a delegate stands in.
  var delegator: Int?
  /// Who gets the lead, or where it waits.
  var receiver: Int?
  var queue: Int?
  /// Exceptions that changed a figure or a set, in order of their numbers.
  var firedExceptions: [FiredException] = []
  /// What the standing source answered, in the order first asked.
  var consulted: [Consulted] = []
  /// Whom leave names, by the place of its rep among ``consulted``.
  var delegates: [(entry: Int, names: [RepID])] = []
  /// Who "why not" is asked about, and the first step at which that rep left.
  var watched: Int?
  var watchedLeft: StepName?

  /// An exception and the step at which it acted.
  struct FiredException: Sendable {
    var number: Int64
    var step: StepName
  }

  init(repCount: Int) {
    pool = RepSet(capacity: repCount)
    spare = RepSet(capacity: repCount)
  }

  /// Forgets the last decision and takes in what a lead says of itself.
  mutating func begin(_ facts: Facts, _ rules: RuleTables) {
    flags = facts.intakeFlags
    isContingent = false
    poolCount = 0
    steps.removeAll(keepingCapacity: true)
    if !exclusions.isEmpty || !facts.excluded.isEmpty { takeExclusions(facts, rules) }
    candidates.removeAll(keepingCapacity: true)
    full.removeAll(keepingCapacity: true)
    offShift.removeAll(keepingCapacity: true)
    firedExceptions.removeAll(keepingCapacity: true)
    consulted.removeAll(keepingCapacity: true)
    delegates.removeAll(keepingCapacity: true)
    chosen = nil
    runnerUp = nil
    nextOpening = nil
    askedForOpening = false
    delegator = nil
    receiver = nil
    queue = nil
    watchedLeft = nil
    accountOrigin = .none
    product = nil
    productOrigin = .none
    segment = nil
    segmentOrigin = .none
    country = facts.country
    countryOrigin = facts.country == nil ? .none : .given
    language = facts.language
    languageOrigin = facts.language == nil ? .none : .given
    settleRegion(facts, rules)
  }

  /// Found once for the whole decision: the pool and those left out may both be large.
  private mutating func takeExclusions(_ facts: Facts, _ rules: RuleTables) {
    exclusions.removeAll(keepingCapacity: true)
    for (place, excluded) in facts.excluded.enumerated() {
      guard let rep = rules.roster.index(of: excluded.rep), exclusions[rep] == nil else { continue }
      exclusions[rep] = place
    }
  }

  /// The lead's region is that of its country; without a country, or with one in no region, the given.
  mutating func settleRegion(_ facts: Facts, _ rules: RuleTables) {
    if let country, let region = rules.places.region(of: country) {
      self.region = region
      regionOrigin = countryOrigin
    } else {
      region = facts.region.flatMap { rules.places.regionTable[$0.text] }
      regionOrigin = region == nil ? .none : .given
    }
  }

  mutating func note(
    _ result: StepResult, path: StepPath = .primary,
    counts: (entering: Int, leaving: Int)? = nil, _ finding: StepEvent.Finding
  ) {
    steps.append(StepEvent(result: result, path: path, counts: counts, finding: finding))
    if let watched, watchedLeft == nil, counts != nil, !pool.contains(watched) {
      watchedLeft = steps[steps.count - 1].name
    }
  }

  /// How many reps went into and came out of a step that was taken.
  func counts(at name: StepName) -> (entering: Int, leaving: Int)? {
    for step in steps where step.name == name { return step.counts }
    return nil
  }

  /// Remembers that an exception acted, once.
  mutating func fire(_ number: Int64, at step: StepName) {
    for fired in firedExceptions where fired.number == number && fired.step == step { return }
    let place = firedExceptions.firstIndex { $0.number > number } ?? firedExceptions.count
    firedExceptions.insert(FiredException(number: number, step: step), at: place)
  }

  /// Takes a rep out of the pool at dimension 6.
  mutating func leaveOut(_ candidate: Candidate, _ reason: RemovalReason) {
    full.append(Removal(candidate: candidate, reason: reason))
    pool.remove(Int(candidate.rep))
  }

  /// Puts a candidate who is on shift in place among the first two; true for a new first.
  mutating func place(_ position: Int) -> Bool {
    guard let first = chosen else {
      chosen = position
      return true
    }
    if candidates[position].precedes(candidates[first]) {
      runnerUp = first
      chosen = position
      return true
    }
    if let second = runnerUp, candidates[second].precedes(candidates[position]) { return false }
    runnerUp = position
    return false
  }

  /// Makes `spare` the pool; its old contents become the spare.
  mutating func adoptSpare(count: Int) {
    swap(&pool, &spare)
    poolCount = count
  }
}

/// A rep at dimension 6, with figures before the assignment.
struct Candidate: Sendable {
  var rep: Int32
  var load: Int32
  var capacity: Int32
  var week: Int32
  /// Where its answers stand among those consulted.
  var entry: Int32
  /// Milliseconds; `Int64.min` is never.
  var last: Int64

  /// The keys of the rank, in order.
  enum Key: Sendable { case share, week, last, id }

  /// Whether this rep comes first, and the key that says so: the smaller share of the own capacity, then
  /// fewer assigned this week, then longest since the last assignment, then the smaller id.
  @inline(__always)
  func precedes(_ other: Candidate) -> Bool {
    let own = Int64(load) * Int64(other.capacity)
    let others = Int64(other.load) * Int64(capacity)
    if own != others { return own < others }
    if week != other.week { return week < other.week }
    if last != other.last { return last < other.last }
    return rep < other.rep
  }

  /// The first key in which two candidates differ.
  func decidingKey(against other: Candidate) -> Key {
    if Int64(load) * Int64(other.capacity) != Int64(other.load) * Int64(capacity) { return .share }
    if week != other.week { return .week }
    return last != other.last ? .last : .id
  }
}

/// A rep whom dimension 6 or 7 left out.
struct Removal: Sendable {
  var candidate: Candidate
  var reason: RemovalReason
}

/// How a decision ended.
enum Ending: Sendable {
  case duplicate
  case assigned(rep: Int, route: RouteType, dimension: Int)
  case queued(QueueReason)
}

/// One step of the decision. All have the same shape: they read facts and rules, narrow the
/// deliberation or end it, and know how to say what they found.
protocol DecisionStep {
  /// What the step can have found.
  associatedtype Finding: Sendable

  /// Takes the step; nil goes on to the next.
  static func take(
    _ facts: Facts, _ rules: RuleTables, _ standing: inout some StandingSource,
    _ run: inout Deliberation
  ) -> Ending?

  /// Writes the members of the JSON object of the fields that the step read, without braces; nothing for
  /// no fields.
  static func writeFields(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter)

  /// Writes the reason in plain English, escaped for JSON; nothing where there is nothing to say.
  static func writeWhy(
    _ finding: Finding, _ facts: Facts, _ rules: RuleTables, _ run: Deliberation,
    to out: ByteWriter)
}
