import LeadModel

/// A time at which nobody is on shift for some languages of a region.
struct ShiftHole {
  var region: String
  var languages: [String]
  var time: Range<Instant>
  /// Who would be there and why they are not; empty for a hole of every week.
  var causes: [Cause]

  /// Somebody who would usually be there, with what keeps them.
  struct Cause: Hashable {
    var rep: String
    var reason: ShiftPreview.Reason
  }

  /// Shorter ones are handovers.
  static let shortest = 5 * Instant.minute

  /// The hole without its language, by which those of several languages are told as one.
  private struct Key: Hashable {
    var region: String
    var time: Range<Instant>
    var causes: [Cause]
  }

  /// Holes that are alike in all but the language as one, in order of time, region and language.
  static func merged(_ holes: [ShiftHole]) -> [ShiftHole] {
    var places: [Key: Int] = [:]
    var merged: [ShiftHole] = []
    for hole in holes {
      let key = Key(region: hole.region, time: hole.time, causes: hole.causes)
      if let place = places[key] {
        merged[place].languages += hole.languages
      } else {
        places[key] = merged.count
        merged.append(hole)
      }
    }
    return merged.sorted { a, b in
      if a.time.lowerBound != b.time.lowerBound { return a.time.lowerBound < b.time.lowerBound }
      if a.region != b.region { return Bytes.precedes(a.region, b.region) }
      return Bytes.precedes(a.languages[0], b.languages[0])
    }
  }

  /// The causes as a sentence's end: `bea.santos is on leave (vacation); DE, Christmas Day: ana, bo`.
  var why: String {
    var reasons: [ShiftPreview.Reason] = []
    var names: [ShiftPreview.Reason: [String]] = [:]
    for cause in causes {
      if names[cause.reason] == nil { reasons.append(cause.reason) }
      names[cause.reason, default: []].append(cause.rep)
    }
    return reasons.map { $0.told(of: names[$0] ?? []) }.joined(separator: "; ")
  }
}

extension ShiftPreview.Reason {
  /// More names than this are counted.
  private static let mostNames = 3

  func told(of names: [String]) -> String {
    let shown = names.prefix(Self.mostNames).joined(separator: ", ")
    let more = names.count - Self.mostNames
    let all = more > 0 ? "\(shown) and \(more) more" : shown
    switch self {
    case .leave(let kind): return "on leave\(kind.map { " (\($0))" } ?? ""): \(all)"
    case .holiday(let country, let name):
      return "holiday in \(country)\(name.map { " (\($0))" } ?? ""): \(all)"
    case .away: return "away: \(all)"
    case .otherHours: return "other hours by an exception: \(all)"
    }
  }
}
