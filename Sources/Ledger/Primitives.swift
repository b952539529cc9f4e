import Crypto

// The only file that knows swift-crypto: hashing, keyed hashing and Ed25519, over plain bytes.

/// SHA-256 and HMAC-SHA-256.
public enum Digest {
  /// The SHA-256 of the bytes.
  public static func hash(_ bytes: UnsafeRawBufferPointer) -> LogHash {
    SHA256.hash(data: bytes).withUnsafeBytes { adopt($0) }
  }

  /// The SHA-256 of the bytes, 32 bytes.
  public static func sha256(_ bytes: some Collection<UInt8>) -> [UInt8] {
    let direct = bytes.withContiguousStorageIfAvailable { hash(UnsafeRawBufferPointer($0)) }
    if let direct { return direct.bytes }
    return Array(bytes).withUnsafeBytes { hash($0) }.bytes
  }

  /// The SHA-256 of the text's UTF-8 bytes, 32 bytes.
  public static func sha256(_ text: String) -> [UInt8] { sha256(Array(text.utf8)) }

  /// The HMAC-SHA-256 of the bytes under the key (RFC 2104).
  public static func hmac(key: [UInt8], _ bytes: [UInt8]) -> LogHash {
    KeyedDigest(key: key).code(of: bytes)
  }

  fileprivate static func adopt(_ digest: UnsafeRawBufferPointer) -> LogHash {
    guard let hash = LogHash(digest) else {
      preconditionFailure("SHA-256 gives 32 bytes")
    }
    return hash
  }
}

/// HMAC-SHA-256 under one key (RFC 2104), for several texts: the key is made ready once.
struct KeyedDigest {
  private let ready: HMAC<SHA256>
  init(key: [UInt8]) { ready = HMAC(key: SymmetricKey(data: key)) }

  /// The code of the bytes.
  func code(of bytes: [UInt8]) -> LogHash {
    var code = ready
    code.update(data: bytes)
    return code.finalize().withUnsafeBytes { Digest.adopt($0) }
  }
}

/// A SHA-256 over bytes that come in pieces, such as a file being read.
public struct StreamingDigest {
  private var state = SHA256()
  public init() {}

  /// Takes the next piece.
  public mutating func update(_ bytes: UnsafeRawBufferPointer) {
    state.update(bufferPointer: bytes)
  }
  /// The digest of all pieces so far.
  public func finish() -> LogHash {
    state.finalize().withUnsafeBytes { Digest.adopt($0) }
  }
}

/// The private half of the key that signs checkpoints (Ed25519, RFC 8032).
public struct SigningKey: Sendable {
  /// The 32 secret bytes.
  public let seed: [UInt8]
  private let key: Curve25519.Signing.PrivateKey

  /// Takes 32 bytes that nobody can guess; another count gives nil. Making them is the caller's.
  public init?(seed: [UInt8]) {
    guard seed.count == 32,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    else { return nil }
    self.seed = seed
    self.key = key
  }

  /// The half that may be shown to everyone.
  public var publicKey: PublicKey {
    PublicKey(unchecked: Array(key.publicKey.rawRepresentation))
  }

  /// The signature of the bytes, 64 bytes; nil only if the library fails.
  func sign(_ bytes: [UInt8]) -> [UInt8]? {
    (try? key.signature(for: bytes)).map { Array($0) }
  }
}

/// The public half of a signing key.
public struct PublicKey: Sendable, Hashable {
  /// The 32 bytes.
  public let bytes: [UInt8]

  /// Takes the 32 bytes of a public key; another count gives nil.
  public init?(_ bytes: [UInt8]) {
    guard bytes.count == 32 else { return nil }
    self.bytes = bytes
  }
  fileprivate init(unchecked bytes: [UInt8]) { self.bytes = bytes }

  /// The first 16 hex digits of the SHA-256 of the key: names it in checkpoints.
  public var fingerprint: String { String(Hex.encode(Digest.sha256(bytes)).prefix(16)) }

  /// Whether the signature was made over these bytes by the private half.
  func verifies(_ signature: [UInt8], of bytes: [UInt8]) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: self.bytes) else {
      return false
    }
    return key.isValidSignature(signature, for: bytes)
  }
}
