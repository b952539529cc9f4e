import LeadModel

@testable import Intake

/// What reading a text as a file of leads gives, in one piece.
func read(
  _ bytes: [UInt8], _ name: String = "a.csv", map: FieldMap = .builtIn,
  limits: IntakeLimits = IntakeLimits()
) throws(FileRefusal) -> (shape: FileShape, batch: LeadBatch) {
  let result: Result<(shape: FileShape, batch: LeadBatch), FileRefusal> =
    bytes.withUnsafeBytes { bytes in
      do throws(FileRefusal) {
        return .success(try LeadReader.read(bytes, name: name, map: map, limits: limits))
      } catch {
        return .failure(error)
      }
    }
  return try result.get()
}

func read(
  _ text: String, _ name: String = "a.csv", map: FieldMap = .builtIn,
  limits: IntakeLimits = IntakeLimits()
) throws(FileRefusal) -> (shape: FileShape, batch: LeadBatch) {
  try read(Array(text.utf8), name, map: map, limits: limits)
}

/// Why a file is refused; nil when it is not.
func refusal(
  _ bytes: [UInt8], _ name: String = "a.csv", limits: IntakeLimits = IntakeLimits()
) -> String? {
  do throws(FileRefusal) {
    _ = try read(bytes, name, limits: limits)
    return nil
  } catch {
    return error.description
  }
}

func refusal(
  _ text: String, _ name: String = "a.csv", limits: IntakeLimits = IntakeLimits()
) -> String? {
  refusal(Array(text.utf8), name, limits: limits)
}

/// The same in pieces of a given size, both passes.
func readInPieces(
  _ bytes: [UInt8], _ name: String, of size: Int, limits: IntakeLimits = IntakeLimits()
) throws -> LeadBatch {
  var preflight = try Preflight(
    name: name, size: Int64(bytes.count), columns: .leads(.builtIn), limits: limits)
  let pieces = stride(from: 0, to: bytes.count, by: size).map {
    Array(bytes[$0..<min($0 + size, bytes.count)])
  }
  for piece in pieces { try piece.withUnsafeBytes { try preflight.feed($0) } }
  let shape = try preflight.finish()
  var reader = LeadReader(name: name, shape: shape, map: .builtIn, limits: limits)
  var batch = LeadBatch()
  batch.findings = shape.warnings
  for piece in pieces { try piece.withUnsafeBytes { try reader.feed($0, into: &batch) } }
  try reader.finish(into: &batch)
  return batch
}

extension LeadBatch {
  /// `line: reason` of every rejected row.
  var rejections: [String] {
    findings.filter { $0.severity == .rowRejected }
      .map { "\($0.origin.line ?? 0): \($0.reason)" }
  }
  /// One field of every record.
  func values(_ field: LeadField) -> [String?] { records.map { $0[field] } }
}

/// A generator with a fixed seed (SplitMix64), so that a failing case can be made again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// UTF-16 with a byte order mark.
func utf16(_ text: String, bigEndian: Bool = false) -> [UInt8] {
  let units = [0xFEFF] + Array(text.utf16)
  return units.flatMap { unit in
    let high = UInt8(unit >> 8)
    let low = UInt8(unit & 0xFF)
    return bigEndian ? [high, low] : [low, high]
  }
}
