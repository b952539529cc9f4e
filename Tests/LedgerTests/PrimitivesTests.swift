import LeadModel
import Ledger
import Testing

@Suite struct PrimitivesTests {
  /// FIPS 180-2, appendix B.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
  ])
  func sha256(text: String, digest: String) {
    #expect(Hex.encode(Digest.sha256(text)) == digest)
    #expect(Hex.encode(Digest.sha256(text.utf8)) == digest)
    var streaming = StreamingDigest()
    for byte in text.utf8 {
      withUnsafeBytes(of: byte) { streaming.update($0) }
    }
    #expect(streaming.finish().hex == digest)
  }

  /// RFC 4231, test case 2.
  @Test func hmac() {
    #expect(
      Digest.hmac(key: Array("Jefe".utf8), Array("what do ya want for nothing?".utf8)).hex
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
  }

  /// RFC 8032, section 7.1, test 1.
  @Test func publicKeyOfASeed() throws {
    let seed = try #require(
      Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"))
    let key = try #require(SigningKey(seed: seed))
    #expect(
      Hex.encode(key.publicKey.bytes)
        == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
  }

  @Test func commitmentsTellFieldsAndSecretsApart() {
    let secret = [UInt8](repeating: 7, count: 32)
    let email = Commitment.of(secret: secret, field: .email, value: "ana@example.com")
    #expect(email.count == 64)
    #expect(email == Commitment.of(secret: secret, name: "email", value: "ana@example.com"))
    #expect(email != Commitment.of(secret: secret, field: .name, value: "ana@example.com"))
    #expect(
      email
        != Commitment.of(
          secret: [UInt8](repeating: 8, count: 32), field: .email, value: "ana@example.com"))
  }

  @Test func hexReadsWhatItWrites() {
    let bytes: [UInt8] = [0, 1, 0x7f, 0x80, 0xff]
    #expect(Hex.encode(bytes) == "00017f80ff")
    #expect(Hex.decode("00017F80fF") == bytes)
    #expect(Hex.decode("0") == nil)
    #expect(Hex.decode("0g") == nil)
    #expect(LogHash(hex: String(repeating: "ab", count: 31)) == nil)
    #expect(
      LogHash(hex: String(repeating: "ab", count: 32))?.bytes == Array(repeating: 0xab, count: 32))
  }

  @Test func keyFilesReadBack() throws {
    let key = try #require(SigningKey(seed: Array(0..<32)))
    #expect(KeyFile.decodePrivate(KeyFile.encode(key))?.seed == key.seed)
    #expect(KeyFile.decodePublic(KeyFile.encode(key.publicKey)) == key.publicKey)
    #expect(KeyFile.decodePrivate(KeyFile.encode(key.publicKey)) == nil)
    #expect(KeyFile.decodePublic(Array("signalbox-ed25519-public 00\n".utf8)) == nil)
    #expect(KeyFile.decodePrivate([]) == nil)
    #expect(SigningKey(seed: [1, 2, 3]) == nil)
  }
}
