import LeadModel
import RoutingEngine

/// `rules.toml`, read and checked: a rule set with every default resolved.
public struct RuleSetFile: Sendable, Equatable {
  /// The rules, as version 0.
  public let ruleSet: RuleSet
  /// The file's base name, for messages.
  public let name: String
  let places: [RulePart: Place]

  /// Reads the text of the file, UTF-8 with or without byte order mark.
  ///
  /// - Throws: everything that is wrong with it, in the order of the file.
  public init(parsing text: [UInt8], file: String = "rules.toml") throws(SettingsProblems) {
    let log = ProblemCollector(file: file)
    var reader = RuleSetReader(TableReader(try TOMLDocument(text, file: file), log: log))
    ruleSet = try log.finish(reader.read())
    places = reader.places
    name = file
  }

  /// Where a part of the rules stands; nil for what the program brings along or adds by default.
  public func origin(of part: RulePart) -> Origin? {
    places[part].map { Origin(file: name, line: $0.line, column: $0.column) }
  }
}

/// A part of a rule set that a finding may be about.
public enum RulePart: Hashable, Sendable {
  case region(RegionID)
  case product(ProductID)
  case segment(SegmentID)
  case pool(PoolID)
  case queue(QueueID)
  case manager(QueueID)
  case deputy(QueueID)
  /// By position in the file, from 0.
  case sla(Int)
  case source(String)
  case reasonCode(String)
  case disposition(String)
}
