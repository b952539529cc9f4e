import LeadModel

/// Where reps sit: it gives them region, country, zone, languages and a manager.
struct Office: Sendable {
  let id: String
  let region: String
  /// Blank for the crew that works holidays too.
  let country: String
  let zone: String
  let coverage: String
  let manager: String
}

extension Office {
  static let all: [Office] = table.split(separator: "\n").map { line in
    let cells = line.split(separator: "|", omittingEmptySubsequences: false).map {
      String($0).trimmed
    }
    precondition(cells.count == 6, "an office has six cells: \(line)")
    return Office(
      id: cells[0], region: cells[1], country: cells[2], zone: cells[3], coverage: cells[4],
      manager: cells[5])
  }

  static let byID = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })

  private static let table = """
    newyork  |NA  |US|America/New_York   |US:en;CA:en                    |dana.whitfield
    montreal |NA  |CA|America/Toronto    |CA:fr;CA:en;US:fr              |dana.whitfield
    chicago  |NA  |US|America/Chicago    |US:en;US:es                    |dana.whitfield
    denver   |NA  |US|America/Denver     |US:en;CA:en                    |dana.whitfield
    seattle  |NA  |US|America/Los_Angeles|US:en;CA:en                    |dana.whitfield
    miami    |NA  |US|America/New_York   |US:es;US:en;LATAM:es           |dana.whitfield
    london   |EMEA|GB|Europe/London      |GB:en;IE:en;ZA:en;NL:en        |mara.okonjo
    dublin   |EMEA|IE|Europe/Dublin      |IE:en;GB:en;EMEA:en            |mara.okonjo
    munich   |EMEA|DE|Europe/Berlin      |DE:de;AT:de;CH:de;DE:en        |mara.okonjo
    paris    |EMEA|FR|Europe/Paris       |FR:fr;BE:fr;CH:fr;FR:en        |mara.okonjo
    utrecht  |EMEA|NL|Europe/Amsterdam   |NL:nl;BE:nl;NL:en              |mara.okonjo
    madrid   |EMEA|ES|Europe/Madrid      |ES:es;PT:pt;ES:en              |mara.okonjo
    milan    |EMEA|IT|Europe/Rome        |IT:it;CH:it;IT:en              |mara.okonjo
    malmo    |EMEA|SE|Europe/Stockholm   |SE:sv;DK:da;NO:no;FI:fi;SE:en  |mara.okonjo
    warsaw   |EMEA|PL|Europe/Warsaw      |PL:pl;CZ:cs;PL:en              |mara.okonjo
    dubai    |EMEA|AE|Asia/Dubai         |AE:ar;AE:en;SA:ar;IL:en        |mara.okonjo
    sydney   |APAC|AU|Australia/Sydney   |AU:en;NZ:en                    |kenji.arakawa
    tokyo    |APAC|JP|Asia/Tokyo         |JP:ja                          |kenji.arakawa
    singapore|APAC|SG|Asia/Singapore     |SG:en;HK:en;HK:zh;SG:zh;MY:en  |kenji.arakawa
    pune     |APAC|IN|Asia/Kolkata       |IN:en;IN:hi;APAC:en            |kenji.arakawa
    seoul    |APAC|KR|Asia/Seoul         |KR:ko;KR:en                    |kenji.arakawa
    suncrew-a|APAC|  |Asia/Singapore     |APAC:*                         |kenji.arakawa
    suncrew-e|EMEA|  |Europe/Dublin      |EMEA:*                         |mara.okonjo
    suncrew-n|NA  |  |America/New_York   |NA:*;LATAM:en                  |dana.whitfield
    suncrew-w|NA  |  |America/Los_Angeles|NA:*;LATAM:en                  |dana.whitfield
    """
}
