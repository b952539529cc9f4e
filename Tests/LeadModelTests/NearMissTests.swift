import Testing

@testable import LeadModel

@Suite("What was probably meant")
struct NearMissTests {
  @Test(arguments: [
    ("smbb", "smb"), ("SMB", "smb"), ("mid-maket", "mid-market"), ("etnerprise", "enterprise"),
  ])
  func near(_ text: String, _ expected: String) {
    #expect(NearMiss.of(text, among: ["enterprise", "mid-market", "smb"]) == expected)
  }

  @Test(arguments: ["", "x", "large", "enterprisey-things"])
  func far(_ text: String) {
    #expect(NearMiss.of(text, among: ["enterprise", "mid-market", "smb"]) == nil)
  }

  @Test("the nearer one, and of equals the first")
  func order() {
    #expect(NearMiss.of("abcx", among: ["abcy", "abcz", "abc"]) == "abcy")
    #expect(NearMiss.of("abcd", among: ["abxx", "abcx"]) == "abcx")
  }

  @Test("only the beginning of a long text is looked at")
  func long() {
    let long = String(repeating: "é", count: 1 << 20)
    #expect(NearMiss.of(long, among: ["enterprise", "smb"]) == nil)
    #expect(NearMiss.hint("smbb", among: ["smb"]) == "; did you mean \"smb\"?")
    #expect(NearMiss.hint(long, among: ["smb"]).isEmpty)
  }
}
