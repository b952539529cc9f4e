/// What became of a lead.
public enum Outcome: String, Sendable, Codable, Hashable {
  case assigned, queued, duplicate, shadowed
}

/// The way by which a decision was reached.
public enum RouteType: String, Sendable, Codable, Hashable, CaseIterable {
  case namedAccount = "named_account"
  case openOpportunity = "open_opportunity"
  case exception, coverage, fallback, duplicate, manual
}

/// Why a lead went to a queue.
public enum QueueReason: String, Sendable, Codable, Hashable, CaseIterable {
  case noGeo = "no_geo"
  case noCoverage = "no_coverage"
  case allAtCapacity = "all_at_capacity"
  case outsideHours = "outside_hours"
  case segmentPoolEmpty = "segment_pool_empty"
  case regionOff = "region_off"
}

/// A step of the decision, named as in traces.
public enum StepName: String, Sendable, Codable, Hashable, CaseIterable {
  case duplicate, enrichment, account
  case namedAccount = "named_account"
  case openOpportunity = "open_opportunity"
  case exception, coverage, product, segment, capacity
  case coverageHours = "coverage_hours"
  case fallbackQueue = "fallback_queue"
}

/// What a step did.
public enum StepResult: String, Sendable, Codable, Hashable {
  case assigned, narrowed, relaxed, skipped, passed, matched, inferred, duplicate, queued
}

/// Whether a step went by what was given or by what was inferred.
public enum StepPath: String, Sendable, Codable, Hashable { case primary, secondary }

/// Why a rep was left out at a step.
public enum RemovalReason: String, Sendable, Codable, Hashable {
  case atCapacity = "at_capacity"
  case offShift = "off_shift"
  case away
  case onLeave = "on_leave"
  case alreadyOwned = "already_owned"
  case onePerPass = "one_per_pass"
  case aboveMedian = "above_median"
}

/// A remark on a decision. Raw values in byte order are the order in which flags are listed.
public enum Flag: String, Sendable, Codable, Hashable, CaseIterable {
  case ambiguousAccount = "ambiguous_account"
  case delegated
  case duplicateOwnerInactive = "duplicate_owner_inactive"
  case futureTime = "future_time"
  case geoConflict = "geo_conflict"
  case invalidEmail = "invalid_email"
  case languageFallback = "language_fallback"
  case noSubmitTime = "no_submit_time"
  case overrideCapacity = "override_capacity"
  case ownerInactive = "owner_inactive"
  case ownerOffShift = "owner_off_shift"
  case ownerOverCapacity = "owner_over_capacity"
  case productUncovered = "product_uncovered"
  case returning
  case segmentPoolEmpty = "segment_pool_empty"
  case sharedDomain = "shared_domain"
  case shortRow = "short_row"
  case unknownCountry = "unknown_country"
  case unknownProduct = "unknown_product"

  /// The place in the order of names, from 0: a switch, since sets of flags are touched in every decision.
  fileprivate var ordinal: UInt32 {
    switch self {
    case .ambiguousAccount: 0
    case .delegated: 1
    case .duplicateOwnerInactive: 2
    case .futureTime: 3
    case .geoConflict: 4
    case .invalidEmail: 5
    case .languageFallback: 6
    case .noSubmitTime: 7
    case .overrideCapacity: 8
    case .ownerInactive: 9
    case .ownerOffShift: 10
    case .ownerOverCapacity: 11
    case .productUncovered: 12
    case .returning: 13
    case .segmentPoolEmpty: 14
    case .sharedDomain: 15
    case .shortRow: 16
    case .unknownCountry: 17
    case .unknownProduct: 18
    }
  }
  fileprivate static let ordered = allCases
}

/// A set of flags, iterated in byte order of their names.
public struct FlagSet: Sendable, Hashable, Codable, ExpressibleByArrayLiteral, Sequence {
  /// One bit a flag, in the order of ``Flag``'s cases.
  public private(set) var bits: UInt32 = 0

  public init() {}
  public init(arrayLiteral elements: Flag...) { for flag in elements { insert(flag) } }
  public init(_ flags: some Sequence<Flag>) { for flag in flags { insert(flag) } }

  public var isEmpty: Bool { bits == 0 }
  public mutating func insert(_ flag: Flag) { bits |= 1 << flag.ordinal }
  public mutating func formUnion(_ other: FlagSet) { bits |= other.bits }
  public func union(_ other: FlagSet) -> FlagSet {
    var both = self
    both.formUnion(other)
    return both
  }
  public func contains(_ flag: Flag) -> Bool { bits & (1 << flag.ordinal) != 0 }

  public func makeIterator() -> AnyIterator<Flag> {
    var rest = bits
    return AnyIterator {
      guard rest != 0 else { return nil }
      let index = rest.trailingZeroBitCount
      rest &= rest - 1
      return Flag.ordered[index]
    }
  }

  public init(from decoder: any Decoder) throws {
    self.init(try [Flag](from: decoder))
  }
  public func encode(to encoder: any Encoder) throws { try Array(self).encode(to: encoder) }
}

/// A source from which a missing country is inferred.
public enum GeoSource: String, Sendable, Codable, Hashable, CaseIterable {
  case domain, ip, phone, account
}

/// Where a value that a decision used came from, as traces write it.
public enum Provenance: Sendable, Hashable, CustomStringConvertible {
  /// The lead said so.
  case given
  /// The matched account in the CRM said so.
  case crm
  /// Concluded from another fact: `inferred:domain`, `inferred:campaign`.
  case inferred(String)
  /// Taken for want of anything better: `default:DE`, or plain `default`.
  case standard(String)

  public var description: String {
    switch self {
    case .given: "given"
    case .crm: "crm"
    case .inferred(let source): "inferred:\(source)"
    case .standard(let source): source.isEmpty ? "default" : "default:\(source)"
    }
  }

  /// Reads what ``description`` writes.
  public init?(_ text: String) {
    switch text {
    case "given": self = .given
    case "crm": self = .crm
    case "default": self = .standard("")
    case _ where text.hasPrefix("inferred:"): self = .inferred(String(text.dropFirst(9)))
    case _ where text.hasPrefix("default:"): self = .standard(String(text.dropFirst(8)))
    default: return nil
    }
  }
}
