import LeadModel
import Testing

@Suite struct OrdinalTests {
  @Test func fieldsAreNumberedInColumnOrder() {
    #expect(LeadField.allCases.map(\.index) == Array(LeadField.allCases.indices))
  }

  @Test func flagsComeOutInByteOrderOfTheirNames() {
    let all = FlagSet(Flag.allCases.reversed())
    #expect(Array(all) == Flag.allCases)
    #expect(Flag.allCases.map(\.rawValue) == Flag.allCases.map(\.rawValue).sorted())
    for flag in Flag.allCases { #expect(Array(FlagSet([flag])) == [flag]) }
  }
}
