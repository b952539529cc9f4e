import LeadModel
import Ledger
import RoutingEngine
import Settings

@testable import Intake

/// What holds for whole files of records.
enum FileLaws {
  static let names = ["f.csv", "f.tsv", "f.json", "f.ndjson"]
  static let limits = IntakeLimits(recordBytes: 1 << 16)

  /// The first byte chooses the format.
  static func leads(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard let first = bytes.first else { return }
    let name = names[Int(first) % names.count]
    let file = Array(bytes.dropFirst())
    guard
      let (shape, whole) = file.withUnsafeBytes({
        try? LeadReader.read($0, name: name, limits: limits)
      })
    else { return }
    var pieces = LeadBatch()
    pieces.findings = shape.warnings
    var reader = LeadReader(name: name, shape: shape, map: .builtIn, limits: limits)
    do {
      for piece in file.pieces { try piece.withUnsafeBytes { try reader.feed($0, into: &pieces) } }
      try reader.finish(into: &pieces)
    } catch {
      throw BrokenLaw("the file is refused when it comes in pieces: \(error)")
    }
    try law(pieces.records == whole.records, "pieces make other leads")
    try law(pieces.findings == whole.findings, "pieces make other findings")
    for finding in whole.findings { try FindingLaws.check(finding) }
    for record in whole.records.prefix(64) { try normalise(record) }
    try rejected(whole.findings, header: shape.header)
  }

  private static let received = Instant(milliseconds: 1_772_440_000_000)
  private static let normaliser: Normaliser? = {
    let rules = try? RuleSetFile(parsing: Array(DefaultFiles(user: "mara").rules.utf8))
    return rules.map { file in
      Normaliser(
        ruleSet: file.ruleSet, site: IntakeDefaults(timezone: "America/Sao_Paulo"),
        digest: { Hex.encode(Digest.sha256($0)) })
    }
  }()

  /// A record as it stands in the store reads as it did.
  private static func normalise(_ record: LeadRecord) throws(BrokenLaw) {
    guard let normaliser else { throw BrokenLaw("the rules as shipped cannot be read") }
    let lead = normaliser.normalise(record, receivedAt: received)
    let again = normaliser.normalise(record, receivedAt: received)
    try law(lead == again, "a record reads in two ways")
  }

  /// The file of rejected rows is a table.
  private static func rejected(
    _ findings: [Finding], header: [String]?
  ) throws(BrokenLaw) {
    var file = RejectedRowsFile(header: header)
    for finding in findings { file.append(finding) }
    let rows = CSVReference.rows(file.takeBytes(), delimiter: UInt8(ascii: ","))
    try law(rows.count == file.count + 1, "\(file.count) rejected rows are \(rows.count - 1)")
    for row in rows {
      guard case .fields(let fields, _) = row, fields.count == 3 + (header?.count ?? 0) else {
        throw BrokenLaw("a rejected row does not fit its header")
      }
    }
  }

  /// The first byte chooses the format.
  static func activities(_ bytes: [UInt8]) throws(BrokenLaw) {
    guard let first = bytes.first else { return }
    let name = names[Int(first) % names.count]
    let file = Array(bytes.dropFirst())
    let local: @Sendable (WallClock) -> Instant? = { $0.instant(offsetMinutes: -180) }
    guard
      let (shape, whole) = file.withUnsafeBytes({
        try? ActivityReader.read($0, name: name, limits: limits, localTime: local)
      })
    else { return }
    var pieces = ActivityBatch()
    pieces.findings = shape.warnings
    var reader = ActivityReader(name: name, shape: shape, limits: limits, localTime: local)
    do {
      for piece in file.pieces { try piece.withUnsafeBytes { try reader.feed($0, into: &pieces) } }
      try reader.finish(into: &pieces)
    } catch {
      throw BrokenLaw("the file is refused when it comes in pieces: \(error)")
    }
    try law(pieces.findings == whole.findings, "pieces make other findings")
    try law(
      "\(pieces.activities)" == "\(whole.activities)", "pieces make other activities")
    for finding in whole.findings { try FindingLaws.check(finding) }
  }
}

/// What holds for every sentence about a file.
enum FindingLaws {
  static func check(_ finding: Finding) throws(BrokenLaw) {
    try sentence(finding.description)
  }

  /// One line without anything that a terminal takes for a command.
  static func sentence(_ text: String) throws(BrokenLaw) {
    for scalar in text.unicodeScalars {
      try law(
        scalar.value >= 0x20 && !(0x7F...0x9F).contains(scalar.value),
        "a sentence with the control character \(scalar.value): \(text.debugDescription)")
    }
  }
}
