import LeadModel

/// The bytes of one entry that its hash is taken over, in a buffer that is used again and again:
///
///     prev (32) ‖ u64be(seq) ‖ i64be(at in ms) ‖ field(actor) ‖ field(role) ‖ field(kind)
///               ‖ field(subject) ‖ field(payload),   field(x) = u32be(byte count) ‖ bytes
///
/// Lengths stand before the fields, so that no two different entries have the same bytes. The
/// payload goes in as stored: nothing depends on a canonical form of JSON.
public struct CanonicalBytes {
  /// The bytes of the entry written last.
  public private(set) var bytes: [UInt8] = []

  public init() { bytes.reserveCapacity(4096) }

  /// Begins an entry anew.
  public mutating func begin(prev: LogHash, seq: Int64, at: Int64) {
    bytes.removeAll(keepingCapacity: true)
    withUnsafeTemporaryAllocation(byteCount: 48, alignment: 8) { head in
      prev.write(to: head)
      head.storeBytes(of: UInt64(bitPattern: seq).bigEndian, toByteOffset: 32, as: UInt64.self)
      head.storeBytes(of: at.bigEndian, toByteOffset: 40, as: Int64.self)
      bytes.append(contentsOf: UnsafeRawBufferPointer(head))
    }
  }

  /// Appends a field. Fields stay below 4 GiB: rows of the store cannot be longer than 1 GiB.
  public mutating func field(_ value: UnsafeRawBufferPointer) {
    withUnsafeBytes(of: UInt32(value.count).bigEndian) { bytes.append(contentsOf: $0) }
    bytes.append(contentsOf: value)
  }

  /// Appends a field of text, as UTF-8.
  public mutating func field(_ text: String) {
    var text = text
    text.withUTF8 { field(UnsafeRawBufferPointer($0)) }
  }

  /// The SHA-256 of what was written.
  public func hash() -> LogHash { bytes.withUnsafeBytes { Digest.hash($0) } }
}
