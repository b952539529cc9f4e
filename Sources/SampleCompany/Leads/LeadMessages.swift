/// What people write into the large field of a form.
enum LeadMessages {
  static func text(language: String, _ random: inout SplitMix64) -> String {
    let own = byLanguage[language] ?? english
    return random.pick(random.percent(80) ? own : english)
  }

  private static let byLanguage = [
    "en": english, "de": german, "fr": french, "es": spanish, "it": italian, "nl": dutch,
    "sv": swedish, "pl": polish, "ja": japanese, "ko": korean, "pt": portuguese,
  ]

  private static let english = [
    "Please call me this week about a pilot on two lines.",
    "We run 140 locomotives and need axle temperature alerts. What does it cost?",
    "Our current supplier is being retired in June. Can you quote for 60 gateways?",
    "I would like a demo for my team of five, ideally on Thursday.",
    "Do you integrate with SAP? We also need an on-premises option.",
    "Saw your talk at the ports summit. Could you send the slides and a price list?",
    "Looking for predictive maintenance for reefers, roughly 3,000 units.",
    "Need a data processing agreement before we can go on.",
    "Is there an API? We would feed the events into our own warehouse.",
    "Urgent: two depots without telemetry since Monday, we are a customer.",
  ]
  private static let german = [
    "Bitte rufen Sie mich diese Woche wegen eines Piloten auf zwei Strecken zurück.",
    "Wir betreiben 85 Lokomotiven und suchen eine Überwachung der Achslager. Was kostet das?",
    "Gibt es die Plattform auch auf eigenen Servern? Wir brauchen zudem einen AV-Vertrag.",
    "Können Sie uns für 40 Gateways ein Angebot machen? Lieferung bis Ende Juni.",
    "Wir haben Sie auf der Messe gesehen und hätten gern eine Vorführung.",
  ]
  private static let french = [
    "Merci de me rappeler cette semaine au sujet d'un pilote sur deux lignes.",
    "Nous exploitons 60 rames et cherchons une solution de maintenance prédictive.",
    "Pouvez-vous nous envoyer un devis pour 25 passerelles ?",
    "Est-ce que la plateforme s'intègre à SAP ? Nous aimerions une démonstration.",
  ]
  private static let spanish = [
    "Llámenme esta semana para hablar de un piloto en dos líneas, por favor.",
    "Operamos 300 camiones y necesitamos alertas de temperatura. ¿Cuánto cuesta?",
    "¿Podrían enviarnos una oferta para 30 pasarelas?",
    "Nos gustaría ver una demostración con el equipo de mantenimiento.",
  ]
  private static let italian = [
    "Vorrei una dimostrazione per il nostro reparto manutenzione.",
    "Gestiamo un terminal container: quanto costa la piattaforma per 200 gru e carrelli?",
    "Potete richiamarmi giovedì mattina?",
  ]
  private static let dutch = [
    "Graag een demo voor ons team van vijf, liefst donderdag.",
    "Wij zoeken bewaking voor 1.200 koelcontainers. Wat kost dat?",
    "Kunt u een offerte sturen voor 20 gateways?",
  ]
  private static let swedish = [
    "Vi vill gärna se en demo för vårt underhållsteam.",
    "Vad kostar plattformen för 45 lok?",
    "Kan ni ringa mig på torsdag förmiddag?",
  ]
  private static let polish = [
    "Proszę o kontakt w sprawie pilotażu na dwóch liniach.",
    "Ile kosztuje platforma dla 70 lokomotyw?",
  ]
  private static let japanese = [
    "導入費用と納期を教えてください。",
    "車両約200両の状態監視を検討しています。デモをお願いできますか。",
    "来週、オンラインで打ち合わせをお願いします。",
    "既存のSAPと連携できますか。",
  ]
  private static let korean = [
    "항만 터미널용 데모를 요청드립니다.",
    "게이트웨이 50대 견적을 보내 주세요.",
  ]
  private static let portuguese = [
    "Gostaria de uma demonstração para a nossa equipe de manutenção.",
    "Qual é o preço da plataforma para 90 locomotivas?",
  ]
}
