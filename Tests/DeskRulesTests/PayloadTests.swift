import DeskRules
import Testing

@Suite struct PayloadTests {
  @Test func writesKeysInOrderAndEscapesText() {
    var payload = Payload()
    payload.put("b", "say \"hi\"\n\u{1}")
    payload.put("a", nil as String?)
    payload.put("n", 7)
    #expect(
      String(decoding: payload.bytes, as: UTF8.self)
        == #"{"b":"say \"hi\"\n\u0001","a":null,"n":7}"#)
  }
}
