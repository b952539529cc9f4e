import LeadModel

/// Codes of the model in the words of the screen.
extension QueueReason {
  /// A few words for a column.
  var words: String {
    switch self {
    case .noGeo: "no country or region"
    case .noCoverage: "nobody covers it"
    case .allAtCapacity: "all at capacity"
    case .outsideHours: "outside hours"
    case .segmentPoolEmpty: "segment pool empty"
    case .regionOff: "region is off"
    }
  }
}

extension ClockKind {
  /// One word for a column.
  var word: String {
    switch self {
    case .firstContact: "first"
    case .owner: "owner"
    case .queue: "queue"
    case .escalation: "review"
    }
  }

  /// The name of the clock.
  var words: String {
    switch self {
    case .firstContact: "first contact"
    case .owner: "owner's contact"
    case .queue: "fallback queue"
    case .escalation: "escalation review"
    }
  }
}

extension RouteType {
  /// The route in a sentence.
  var words: String {
    switch self {
    case .namedAccount: "named account"
    case .openOpportunity: "open opportunity"
    case .exception: "exception"
    case .coverage: "coverage"
    case .fallback: "fallback queue"
    case .duplicate: "duplicate"
    case .manual: "by hand"
    }
  }
}

extension StepName {
  /// The step's name as a heading.
  var words: String {
    switch self {
    case .duplicate: "Duplicate check"
    case .enrichment: "Enrichment"
    case .account: "Account match"
    case .namedAccount: "Named account"
    case .openOpportunity: "Open opportunity"
    case .exception: "Exception"
    case .coverage: "Language and region"
    case .product: "Product"
    case .segment: "Segment"
    case .capacity: "Capacity"
    case .coverageHours: "Coverage hours"
    case .fallbackQueue: "Fallback queue"
    }
  }
}

extension RemovalReason {
  /// Why somebody was left out, in words.
  var words: String {
    switch self {
    case .atCapacity: "at capacity"
    case .offShift: "off shift"
    case .away: "away"
    case .onLeave: "on leave"
    case .alreadyOwned: "owned it before"
    case .onePerPass: "one lead a pass"
    case .aboveMedian: "above the median"
    }
  }
}

/// Short forms for narrow columns.
enum Short {
  /// A segment's id in at most four letters: `mid_market` → `MM`, `enterprise` → `ENT`.
  static func segment(_ id: SegmentID?) -> String {
    guard let id, !id.text.isEmpty else { return "–" }
    let parts = id.text.split { $0 == "_" || $0 == "-" || $0 == " " }
    if parts.count > 1 { return String(parts.compactMap(\.first).prefix(4)).uppercased() }
    return (id.text.count <= 4 ? id.text : String(id.text.prefix(3))).uppercased()
  }

  /// A queue's id without the word that the mark beside it says already.
  static func queue(_ id: QueueID) -> String {
    let prefix = "fallback-"
    let isPrefixed = id.text.hasPrefix(prefix) && id.text.count > prefix.count
    return isPrefixed ? String(id.text.dropFirst(prefix.count)) : id.text
  }

  /// A person's name with the last part cut to its letter: `Ana Silva` → `Ana S.`.
  static func person(_ name: String) -> String {
    let parts = name.split(separator: " ")
    guard parts.count > 1, let first = parts.first, let initial = parts.last?.first else {
      return name
    }
    return initial == "(" ? String(first) : "\(first) \(initial)."
  }
}
