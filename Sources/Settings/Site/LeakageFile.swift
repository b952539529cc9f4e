import LeadModel

/// What the leakage model is told of the business. What is absent is nil and asked for by name
/// where it is needed; nothing is invented.
public struct LeakageInputs: Sendable, Equatable {
  /// ISO 4217; nil is the organisation's.
  public var currency: String?
  /// For every segment without figures of its own.
  public var figures: Figures
  /// What an hour of a rep costs, in hundredths.
  public var repHourlyCost: Int64?
  /// What an hour of those who sort things out costs, in hundredths.
  public var blendedHourlyCost: Int64?
  /// What each case takes.
  public var hours: Hours
  /// By segment, as written: what differs there.
  public var segments: [SegmentID: Figures]

  /// Nothing is known.
  public static let unknown = LeakageInputs(figures: Figures(), hours: Hours(), segments: [:])

  /// What may differ by segment.
  public struct Figures: Sendable, Equatable {
    /// Annual contract value, in hundredths.
    public var acv: Int64?
    /// What a duplicate costs in discounts, in hundredths.
    public var frictionDiscount: Int64?
    /// How many leads are won.
    public var conversion = Conversion()
  }

  /// Shares of leads that are won, 0…1.
  public struct Conversion: Sendable, Equatable {
    /// With first contact within the hour.
    public var underOneHour: Double?
    /// How much lower it is with first contact within the day.
    public var dropWithinDay: Range3?
    /// How much lower it is with first contact later.
    public var dropLater: Range3?
  }

  /// A figure that is known as a range; low ≤ middle ≤ high.
  public struct Range3: Sendable, Equatable {
    /// The conservative end.
    public var low: Double
    /// The likely value.
    public var middle: Double
    /// The other end.
    public var high: Double
  }

  /// Working hours that each case takes.
  public struct Hours: Sendable, Equatable {
    /// One duplicate.
    public var duplicate: Double?
    /// One escalation.
    public var escalation: Double?
    /// One reassignment.
    public var reassignment: Double?
  }
}

/// `leakage.toml`, read and checked.
public struct LeakageFile: Sendable, Equatable {
  /// What the file says.
  public let inputs: LeakageInputs

  /// Reads the text of the file, UTF-8 with or without byte order mark.
  ///
  /// `segments` are those of the rules; nil takes any name.
  ///
  /// - Throws: everything that is wrong with it, in the order of the file.
  public init(
    parsing text: [UInt8], file: String = "leakage.toml", segments: [SegmentID]? = nil
  ) throws(SettingsProblems) {
    let log = ProblemCollector(file: file)
    let reader = TableReader(try TOMLDocument(text, file: file), log: log)
    inputs = try log.finish(LeakageReader(file: reader, known: segments).read())
  }
}

/// Turns the tables of `leakage.toml` into inputs.
private struct LeakageReader {
  let file: TableReader
  let known: [SegmentID]?

  func read() -> LeakageInputs {
    file.allowOnly([
      "currency", "acv", "rep_hourly_cost", "blended_hourly_cost", "friction_discount", "hours",
      "conversion", "segment",
    ])
    return LeakageInputs(
      currency: file.currency("currency"), figures: figures(file),
      repHourlyCost: file.hundredths("rep_hourly_cost"),
      blendedHourlyCost: file.hundredths("blended_hourly_cost"), hours: hours(),
      segments: segments())
  }

  private func figures(_ table: TableReader) -> LeakageInputs.Figures {
    LeakageInputs.Figures(
      acv: table.hundredths("acv"), frictionDiscount: table.hundredths("friction_discount"),
      conversion: conversion(table.section("conversion")))
  }

  private func conversion(_ table: TableReader) -> LeakageInputs.Conversion {
    table.allowOnly(["under_1h", "drop_1h_to_24h", "drop_over_24h"])
    return LeakageInputs.Conversion(
      underOneHour: table.number("under_1h", in: 0...1),
      dropWithinDay: range("drop_1h_to_24h", in: table),
      dropLater: range("drop_over_24h", in: table))
  }

  private func range(_ key: String, in table: TableReader) -> LeakageInputs.Range3? {
    guard let items = table.items(key, of: "three numbers") else { return nil }
    guard items.count == 3 else {
      table.refuse(key, "has \(items.count) numbers; write three: low, middle and high")
      return nil
    }
    let numbers = items.compactMap { table.number($0, of: key, in: 0...1) }
    guard numbers.count == 3 else { return nil }
    guard numbers[0] <= numbers[1], numbers[1] <= numbers[2] else {
      table.refuse(key, "the numbers fall; write them in the order low, middle, high")
      return nil
    }
    return LeakageInputs.Range3(low: numbers[0], middle: numbers[1], high: numbers[2])
  }

  private func hours() -> LeakageInputs.Hours {
    let table = file.section("hours")
    table.allowOnly(["duplicate", "escalation", "reassignment"])
    return LeakageInputs.Hours(
      duplicate: table.number("duplicate", in: 0...1000),
      escalation: table.number("escalation", in: 0...1000),
      reassignment: table.number("reassignment", in: 0...1000))
  }

  private func segments() -> [SegmentID: LeakageInputs.Figures] {
    var names = Vocabulary<SegmentID>(kind: "segment")
    for id in known ?? [] { names.add(builtIn: id) }
    let table = file.section("segment")
    var segments: [SegmentID: LeakageInputs.Figures] = [:]
    for entry in table.entries {
      let inner = table.section(entry.key)
      inner.allowOnly(["acv", "friction_discount", "conversion"])
      let figures = figures(inner)
      let name = Located(value: entry.key, place: entry.place)
      let id =
        known == nil ? SegmentID(entry.key) : names.resolve(name, of: entry.key, in: table)
      guard let id else { continue }
      if segments.updateValue(figures, forKey: id) != nil {
        table.refuse(entry.key, at: entry.place, "segment \(entry.key.quoted) stands here twice")
      }
    }
    return segments
  }
}
