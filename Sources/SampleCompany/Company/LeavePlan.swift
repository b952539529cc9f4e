import LeadModel

/// Who is on leave, told in days from the day the sample is made for, so that some of it is always
/// just now.
enum LeavePlan {
  static func leave(around today: LocalDate) -> [Leave] {
    plan.map { entry in
      Leave(
        rep: RepID(entry.rep), from: today + entry.from, to: today + entry.to, kind: entry.kind,
        delegate: entry.delegate.map { RepID($0) })
    }
  }

  private typealias Entry = (rep: String, from: Int, to: Int, kind: String, delegate: String?)

  private static let plan: [Entry] = [
    ("hannah.brandt", -41, 57, "parental", "marcus.bell"),
    ("rosalind.moore", -2, 3, "vacation", "kwame.mensah"),
    ("lukas.steiner", -3, 4, "vacation", "jonas.weber"),
    ("aiko.fujita", -1, 2, "vacation", "yuki.tanaka"),
    ("luis.ortega", 0, 1, "training", nil),
    ("chloe.lam", 0, 0, "sick", nil),
    ("priya.desai", 5, 12, "vacation", "marcus.bell"),
    ("hugo.lefevre", 6, 16, "vacation", "camille.laurent"),
    ("nils.ekstroem", 9, 11, "conference", "astrid.holm"),
    ("lachlan.byrne", 12, 26, "vacation", "ruby.nguyen"),
    ("katharina.vogt", -24, -15, "vacation", "jonas.weber"),
    ("haruto.mori", -33, -29, "vacation", nil),
    ("naomi.hart", -52, -43, "vacation", "caleb.yoon"),
    ("kwame.mensah", -12, -10, "sick", nil),
    ("giulia.conti", -19, -13, "vacation", "davide.greco"),
    ("omar.haddad", -62, -58, "vacation", nil),
  ]
}
