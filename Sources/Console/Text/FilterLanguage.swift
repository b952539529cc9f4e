import DeskRules
import LeadModel

/// What people type behind `/`: words that a row contains, `owner:ana` and the like, `>1h`, `~`, `=`.
enum FilterLanguage {
  /// A filter and, where something could not be read, why; what could be read counts all the same.
  struct Reading: Equatable {
    var filter: RowFilter
    var problem: String?
  }

  /// The language on one line, for help and empty prompts.
  static let hint = "words owner: region: queue: state: >1h ~ ="

  /// Reads the text on top of conditions that always hold.
  static func read(
    _ text: String, base: RowFilter = RowFilter(), list: ListKind = .leads
  ) -> Reading {
    var reading = Reading(filter: base)
    for token in tokens(of: text) { read(token, into: &reading) }
    refuse(beyond: list, in: &reading)
    // What a screen is about stays, whatever is typed on it.
    reading.filter.owner = base.owner ?? reading.filter.owner
    reading.filter.queue = base.queue ?? reading.filter.queue
    reading.filter.state = base.state ?? reading.filter.state
    return reading
  }

  /// Conditions that rows of the list cannot meet or miss are named, not silently ignored.
  private static func refuse(beyond list: ListKind, in reading: inout Reading) {
    let used = Set(
      Condition.allCases.filter { $0.isSet(in: reading.filter) }.map(\.rawValue)
        + (reading.filter.olderThan == nil ? [] : [">"])
        + (reading.filter.contingentOnly ? ["~"] : [])
        + (reading.filter.duplicatesOnly ? ["="] : []))
    guard list != .leads, let foreign = used.subtracting(known(to: list)).sorted().first else {
      return
    }
    let sign = Condition(rawValue: foreign) == nil ? foreign : foreign + ":"
    reading.problem = reading.problem ?? "\"\(sign)\" is for leads; it means nothing in this list"
  }

  private static func known(to list: ListKind) -> Set<String> {
    switch list {
    case .clocks: ["owner", "queue"]
    case .queues: ["queue"]
    case .reps: ["owner", "region"]
    case .escalations: ["owner"]
    default: []
    }
  }

  private static func read(_ token: String, into reading: inout Reading) {
    switch token {
    case "~": reading.filter.contingentOnly = true
    case "=": reading.filter.duplicatesOnly = true
    case _ where token.hasPrefix(">"):
      if let age = milliseconds(token.dropFirst()) {
        reading.filter.olderThan = age
      } else {
        reading.problem = "\"\(token)\" is no age: write >90s, >30m, >1h or >2d"
      }
    default:
      guard let colon = token.firstIndex(of: ":"), colon != token.startIndex else {
        return reading.filter.words.append(token)
      }
      let value = String(token[token.index(after: colon)...])
      set(String(token[..<colon]), to: value, in: &reading)
    }
  }

  private static func set(_ key: String, to value: String, in reading: inout Reading) {
    guard let known = Condition(rawValue: key.lowercased()) else {
      let near = NearMiss.of(key, among: Condition.allCases.map(\.rawValue))
      reading.problem =
        "no condition \"\(key):\"" + (near.map { "; did you mean \($0):?" } ?? "; ? lists them")
      return
    }
    if value.isEmpty {
      reading.problem = "\(known.rawValue): needs a value"
    } else if !known.set(value, in: &reading.filter) {
      let near = NearMiss.of(value, among: known.values)
      reading.problem =
        "no \(known.rawValue) \"\(value)\"; "
        + (near.map { "did you mean \($0)?" } ?? known.values.joined(separator: " "))
    }
  }

  /// A number and a unit in milliseconds; nil for anything else.
  private static func milliseconds(_ text: Substring) -> Int64? {
    guard let unit = text.last, let number = Int64(text.dropLast()), (0...100_000).contains(number)
    else { return nil }
    switch unit {
    case "s": return number * 1000
    case "m": return number * Instant.minute
    case "h": return number * Instant.hour
    case "d": return number * Instant.day
    default: return nil
    }
  }

  /// Pieces between blanks; quotation marks hold blanks together.
  private static func tokens(of text: String) -> [String] {
    var result: [String] = []
    var current = ""
    var isQuoted = false
    for character in text {
      switch character {
      case "\"": isQuoted.toggle()
      case _ where character.isWhitespace && !isQuoted:
        if !current.isEmpty { result.append(current) }
        current = ""
      default: current.append(character)
      }
    }
    return current.isEmpty ? result : result + [current]
  }
}

/// A condition that is written `name:value`.
private enum Condition: String, CaseIterable {
  case owner, queue, region, segment, source, country, state, route

  /// The values that exist, where there is a fixed list of them.
  var values: [String] {
    switch self {
    case .state: LeadState.allCases.map(\.rawValue)
    case .route: RouteType.allCases.map(\.rawValue)
    default: []
    }
  }

  /// Whether the filter has the condition.
  func isSet(in filter: RowFilter) -> Bool {
    switch self {
    case .owner: filter.owner != nil
    case .queue: filter.queue != nil
    case .region: filter.region != nil
    case .segment: filter.segment != nil
    case .source: filter.source != nil
    case .country: filter.country != nil
    case .state: filter.state != nil
    case .route: filter.route != nil
    }
  }

  /// Sets the condition; false if there is no such value.
  func set(_ value: String, in filter: inout RowFilter) -> Bool {
    switch self {
    case .owner: filter.owner = value
    case .queue: filter.queue = value
    case .region: filter.region = value
    case .segment: filter.segment = value
    case .source: filter.source = value
    case .country: filter.country = value
    case .state:
      guard let state = LeadState(rawValue: value.lowercased()) else { return false }
      filter.state = state
    case .route:
      guard let route = RouteType(rawValue: value.lowercased()) else { return false }
      filter.route = route
    }
    return true
  }
}
