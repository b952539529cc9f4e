import LeadModel
import Testing

@testable import RoutingEngine

@Suite struct SlotTableTests {
  @Test func agreesWithADictionary() {
    var numbers = SeededNumbers(state: 23)
    var table = SlotTable()
    var reference: [LeadNumber: Int32] = [:]
    for step in 0..<5000 {
      let number = LeadNumber(
        Int64.random(in: 1...1500, using: &numbers) * (step.isMultiple(of: 50) ? 1 << 40 : 1))
      if Bool.random(using: &numbers) {
        table.insert(Int32(step), for: number)
        reference[number] = Int32(step)
      } else {
        #expect(table.remove(number) == reference.removeValue(forKey: number))
      }
      #expect(table[number] == reference[number])
    }
    for (number, slot) in reference { #expect(table[number] == slot) }
  }
}

@Suite struct KeyIndexTests {
  @Test func severalLeadsOfOneKey() {
    let key = PersonKey(email: "a@b.de")
    var index = KeyIndex()
    func found() -> [Int32] {
      var slots: [Int32] = []
      index.forEach(key) { slots.append($0) }
      return slots.sorted()
    }
    for slot in [3, 1, 2, 1] as [Int32] { index.insert(slot, for: key) }
    #expect(found() == [1, 2, 3])
    index.remove(3, for: key)
    #expect(found() == [1, 2])
    index.remove(7, for: key)
    index.remove(2, for: key)
    #expect(found() == [1])
    index.remove(1, for: key)
    #expect(found() == [])
  }

  @Test func keysOfDifferentKindsDiffer() {
    #expect(PersonKey(email: "ab") != PersonKey(phone: "a", lastName: "b"))
    #expect(PersonKey(phone: "ab", lastName: "c") != PersonKey(phone: "a", lastName: "bc"))
    #expect(LeadKeys(emailKey: nil, phone: "12345678", lastName: nil).all.isEmpty)
  }
}
