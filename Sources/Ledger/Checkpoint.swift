import LeadModel

/// How long a log was at an instant, and the hash of its last entry then. Signed, it shows a cut
/// tail or a rewritten log, which the chain alone cannot.
public struct Checkpoint: Sendable, Equatable {
  /// How many entries there were: the `seq` of the last.
  public var count: Int64
  /// The hash of the entry with that `seq`.
  public var head: LogHash
  public var at: Instant
  public init(count: Int64, head: LogHash, at: Instant) {
    self.count = count
    self.head = head
    self.at = at
  }

  /// Signs the checkpoint; nil only if the library fails.
  public func signed(by key: SigningKey) -> SignedCheckpoint? {
    let fingerprint = key.publicKey.fingerprint
    let text = SignedCheckpoint.text(self, key: fingerprint)
    return key.sign(Array(text.utf8)).map {
      SignedCheckpoint(checkpoint: self, key: fingerprint, signature: $0)
    }
  }
}

/// A checkpoint with the signature over its line of text.
///
/// One line each, the signature over all before ` sig=`:
///
///     signalbox-checkpoint-v1 count=1000 head=<64 hex> at=2026-03-02T09:15:00.000Z key=<16 hex> sig=<128 hex>
public struct SignedCheckpoint: Sendable, Equatable {
  public var checkpoint: Checkpoint
  /// The fingerprint of the key that signed.
  public var key: String
  /// 64 bytes.
  public var signature: [UInt8]
  public init(checkpoint: Checkpoint, key: String, signature: [UInt8]) {
    self.checkpoint = checkpoint
    self.key = key
    self.signature = signature
  }

  static let tag = "signalbox-checkpoint-v1"

  /// What is signed.
  static func text(_ checkpoint: Checkpoint, key: String) -> String {
    "\(tag) count=\(checkpoint.count) head=\(checkpoint.head.hex) at=\(checkpoint.at) key=\(key)"
  }

  /// The line without its line feed.
  public var line: String {
    "\(Self.text(checkpoint, key: key)) sig=\(Hex.encode(signature))"
  }

  /// Reads one line; nil for anything that ``line`` does not write.
  public init?(line: some StringProtocol) {
    let parts = line.split(separator: " ", omittingEmptySubsequences: false)
    guard parts.count == 6, parts[0] == Self.tag else { return nil }
    func value(_ index: Int, _ name: String) -> String? {
      parts[index].hasPrefix(name + "=") ? String(parts[index].dropFirst(name.count + 1)) : nil
    }
    guard let count = value(1, "count").flatMap({ Int64($0) }), count > 0,
      let head = value(2, "head").flatMap({ LogHash(hex: $0) }),
      let at = value(3, "at").flatMap({ Instant(rfc3339: $0) }),
      let key = value(4, "key"), !key.isEmpty,
      let signature = value(5, "sig").flatMap({ Hex.decode($0) }), signature.count == 64
    else { return nil }
    self.init(
      checkpoint: Checkpoint(count: count, head: head, at: at), key: key, signature: signature)
    guard self.line == String(line) else { return nil }
  }

  /// Whether one of the keys made the signature.
  public func isSigned(byOneOf keys: [PublicKey]) -> Bool {
    let bytes = Array(Self.text(checkpoint, key: key).utf8)
    return keys.contains { $0.fingerprint == key && $0.verifies(signature, of: bytes) }
  }
}

/// A text file of checkpoints, one a line, oldest first.
public enum CheckpointFile {
  /// A line that is no checkpoint, from 1.
  public struct BadLine: Error, Equatable {
    public var line: Int
    public init(line: Int) { self.line = line }
  }

  /// Reads all lines. A last line without a line feed was cut by a crash while it was appended, and
  /// is left out when it cannot be read; any other bad line is an error.
  public static func decode(_ text: String) throws(BadLine) -> [SignedCheckpoint] {
    var found: [SignedCheckpoint] = []
    let lines = text.utf8.split(separator: 10, omittingEmptySubsequences: false)
    for (index, bytes) in lines.enumerated() where !bytes.isEmpty {
      if let checkpoint = SignedCheckpoint(line: Substring(bytes)) {
        found.append(checkpoint)
      } else if index < lines.count - 1 {
        throw BadLine(line: index + 1)
      }
    }
    return found
  }
}
