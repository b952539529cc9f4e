/// The files in which keys lie: one line of text each, so that they can be copied and compared by
/// eye.
public enum KeyFile {
  private static let privateTag = "signalbox-ed25519-private "
  private static let publicTag = "signalbox-ed25519-public "

  /// The private key's file, to be kept at mode 0600.
  public static func encode(_ key: SigningKey) -> [UInt8] { line(privateTag, key.seed) }
  /// The public key's file.
  public static func encode(_ key: PublicKey) -> [UInt8] { line(publicTag, key.bytes) }

  /// Reads a private key's file; nil for anything else.
  public static func decodePrivate(_ file: [UInt8]) -> SigningKey? {
    payload(of: file, after: privateTag).flatMap { SigningKey(seed: $0) }
  }
  /// Reads a public key's file; nil for anything else.
  public static func decodePublic(_ file: [UInt8]) -> PublicKey? {
    payload(of: file, after: publicTag).flatMap { PublicKey($0) }
  }

  private static func line(_ tag: String, _ bytes: [UInt8]) -> [UInt8] {
    Array("\(tag)\(Hex.encode(bytes))\n".utf8)
  }
  private static func payload(of file: [UInt8], after tag: String) -> [UInt8]? {
    let line = file.last == 10 ? file.dropLast() : file[...]
    guard line.starts(with: tag.utf8) else { return nil }
    return Hex.decode(String(decoding: line.dropFirst(tag.utf8.count), as: UTF8.self))
  }
}
