import LeadModel

/// A country that leads come from, with what their forms say: cities, phone numbers, addresses.
struct Market: Sendable {
  let country: String
  let region: String
  let clock: LocalTime
  /// How many leads come from here, against the others.
  let weight: Int
  let culture: Culture
  /// Without dot; `com` where companies have no use for the country's own.
  let topLevelDomain: String
  /// `#` stands for a digit.
  let phone: String
  /// The first two numbers of addresses used here.
  let addressPrefix: String
  let legalForms: [String]
  /// City, state (may be blank), postal code with `#` for digits.
  let cities: [(name: String, state: String, postalCode: String)]
}

extension Market {
  static let all: [Market] = table.split(separator: "\n").map { line in
    let cells = line.split(separator: "|").map { String($0).trimmed }
    precondition(cells.count == 10, "a market has ten cells: \(line)")
    guard let weight = Int(cells[3]), let culture = Culture.byName[cells[4]] else {
      preconditionFailure("no such weight or culture: \(line)")
    }
    return Market(
      country: cells[0], region: cells[1], clock: LocalTime(cells[2]), weight: weight,
      culture: culture, topLevelDomain: cells[5], phone: cells[6], addressPrefix: cells[7],
      legalForms: list(cells[8], by: ";"), cities: list(cells[9], by: ";").map(city))
  }

  static let byCountry = Dictionary(uniqueKeysWithValues: all.map { ($0.country, $0) })

  private static func list(_ text: String, by separator: Character) -> [String] {
    text.split(separator: separator).map { String($0).trimmed }
  }

  private static func city(_ text: String) -> (name: String, state: String, postalCode: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    precondition(parts.count == 3, "a city has a state and a postal code: \(text)")
    return (parts[0], parts[1], parts[2])
  }

  /// Phone numbers lie in the blocks that regulators keep for fiction where a country has one.
  private static let table = """
    US|NA|America/New_York|150|english|com|+1 212 555 ####|12.34|Inc;LLC;Corp.;Inc.\
    |New York/NY/100##;Boston/MA/021##;Atlanta/GA/303##;Pittsburgh/PA/152##
    US-W|NA|America/Los_Angeles|110|english|com|+1 (415) 555-####|73.15|Inc;LLC;Corporation\
    |Oakland/CA/946##;Seattle/WA/981##;Denver/CO/802##;Portland/OR/972##
    CA|NA|America/Toronto|55|english|ca|+1 416-555-####|70.26|Inc.;Ltd.\
    |Toronto/ON/M5V 2#2;Calgary/AB/T2P 1#4;Halifax/NS/B3J 3#7
    CA-Q|NA|America/Toronto|18|french|ca|+1 514 555 ####|70.28|Inc;Ltée\
    |Montréal/QC/H2Y 1#6;Québec/QC/G1R 4#2
    GB|EMEA|Europe/London|85|english|co.uk|+44 20 7946 ####|86.150|Ltd;plc;Limited\
    |London/Greater London/EC2A 4##;Leeds/West Yorkshire/LS1 4##;Derby/Derbyshire/DE1 2##
    IE|EMEA|Europe/Dublin|20|english|ie|+353 1 555 ####|86.44|Ltd;plc\
    |Dublin/Leinster/D02 X2##;Cork/Munster/T12 A1##
    DE|EMEA|Europe/Berlin|80|german|de|+49 30 2312 ####|79.210|GmbH;AG;GmbH & Co. KG;SE\
    |Hamburg/HH/204##;München/BY/803##;Kassel/HE/341##;Leipzig/SN/041##
    AT|EMEA|Europe/Vienna|14|german|at|+43 1 555 ####|91.129|GmbH;AG|Wien//10#0;Linz/OÖ/40#0
    CH|EMEA|Europe/Zurich|16|german|ch|+41 44 555 ## ##|85.3|AG;GmbH|Zürich/ZH/80##;Olten/SO/46##
    FR|EMEA|Europe/Paris|52|french|fr|+33 1 99 ## ## ##|90.44|SAS;SA;SARL\
    |Lyon/Rhône/690##;Lille/Nord/590##;Nantes/Loire-Atlantique/440##
    BE|EMEA|Europe/Brussels|16|dutch|be|+32 2 555 ####|91.178|NV;BV|Antwerpen//20##;Gent//90##
    NL|EMEA|Europe/Amsterdam|30|dutch|nl|+31 85 555 ####|84.26|B.V.;N.V.\
    |Rotterdam/Zuid-Holland/30## AB;Utrecht/Utrecht/35## CD
    ES|EMEA|Europe/Madrid|30|spanish|es|+34 910 55 ####|88.12|S.A.;S.L.\
    |Valencia/Valencia/460##;Bilbao/Bizkaia/480##;Zaragoza/Zaragoza/500##
    IT|EMEA|Europe/Rome|30|italian|it|+39 02 5550 ####|79.22|S.p.A.;S.r.l.\
    |Genova/GE/161##;Torino/TO/101##;Bologna/BO/401##
    SE|EMEA|Europe/Stockholm|18|nordic|se|+46 8 465 ## ##|81.230|AB|Göteborg//411 ##;Malmö//211 ##
    DK|EMEA|Europe/Copenhagen|9|nordic|dk|+45 55 55 ## ##|80.163|A/S;ApS|Aarhus//80##;Odense//50##
    NO|EMEA|Europe/Oslo|8|nordic|no|+47 21 55 ## ##|84.210|AS;ASA|Bergen//50##;Stavanger//40##
    FI|EMEA|Europe/Helsinki|7|nordic|fi|+358 9 555 ####|88.193|Oy;Oyj|Tampere//331##;Turku//201##
    PL|EMEA|Europe/Warsaw|16|polish|pl|+48 22 555 ## ##|83.11|Sp. z o.o.;S.A.\
    |Gdańsk/pomorskie/80-8##;Łódź/łódzkie/90-0##
    AE|EMEA|Asia/Dubai|14|gulf|ae|+971 4 555 ####|94.203|LLC;FZE|Dubai/Dubai/;Abu Dhabi/Abu Dhabi/
    IL|EMEA|Asia/Jerusalem|7|gulf|co.il|+972 3 555 ####|79.180|Ltd|Haifa//31#0#;Tel Aviv//61#0#
    ZA|EMEA|Africa/Johannesburg|10|english|co.za|+27 11 555 ####|41.13|(Pty) Ltd\
    |Durban/KZN/40##;Johannesburg/GP/20##
    JP|APAC|Asia/Tokyo|75|japanese|co.jp|+81 3-5550-####|126.40|K.K.;Co., Ltd.\
    |Tokyo/Tokyo/105-00##;Osaka/Osaka/530-00##;Nagoya/Aichi/450-00##
    KR|APAC|Asia/Seoul|24|korean|co.kr|+82 2-555-####|121.140|Co., Ltd.;Inc.\
    |Seoul//045##;Busan//485##
    SG|APAC|Asia/Singapore|34|singaporean|com.sg|+65 6555 ####|116.14|Pte Ltd;Pte. Ltd.\
    |Singapore//0485##
    HK|APAC|Asia/Hong_Kong|14|singaporean|com.hk|+852 2555 ####|219.77|Ltd;Limited\
    |Hong Kong/Kowloon/
    IN|APAC|Asia/Kolkata|62|indian|in|+91 22 5550 ####|117.200|Pvt Ltd;Ltd;Private Limited\
    |Mumbai/MH/4000##;Pune/MH/4110##;Chennai/TN/6000##;Kolkata/WB/7000##
    AU|APAC|Australia/Sydney|58|english|com.au|+61 2 5550 ####|1.140|Pty Ltd;Ltd\
    |Sydney/NSW/20##;Newcastle/NSW/23##;Brisbane/QLD/40##;Perth/WA/60##
    NZ|APAC|Pacific/Auckland|14|english|co.nz|+64 9 555 ####|122.58|Ltd\
    |Auckland//10##;Tauranga//31##
    BR|LATAM|America/Sao_Paulo|16|portuguese|com.br|+55 11 5555-####|177.33|Ltda;S.A.\
    |Santos/SP/110##-000;Curitiba/PR/800##-000
    MX|LATAM|America/Mexico_City|16|spanish|com.mx|+52 55 5555 ####|187.140|S.A. de C.V.\
    |Monterrey/NL/640##;Puebla/PUE/720##
    """
}
