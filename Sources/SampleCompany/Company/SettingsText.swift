/// The company's rules and site settings, as a careful practitioner would have written them.
enum SettingsText {
  static let rules = """
    # Northwind Signals: telemetry for railways, ports and freight. Rules of lead routing.
    # Ids may be renamed here and in roster/reps.csv together; `signalbox doctor` checks.

    [org]
    name = "Northwind Signals"
    timezone = "Europe/London"       # our week starts Monday 00:00 here
    currency = "EUR"
    owner = "head of revenue operations"

    [countries]
    language = { CH = "de", BE = "nl", CA = "en", SG = "en", AE = "en", IN = "en" }
    aliases = { "Great Britain" = "GB", "Schweiz" = "CH", "Österreich" = "AT", "日本" = "JP" }

    # LATAM is not listed: it keeps its built-in countries and falls to the default queue.
    [[region]]
    id = "NA"
    name = "North America"
    aliases = ["North America", "Americas", "AMER"]
    [[region]]
    id = "EMEA"
    name = "Europe, Middle East and Africa"
    aliases = ["Europe", "DACH", "Nordics", "UK&I"]
    [[region]]
    id = "APAC"
    name = "Asia and Pacific"
    aliases = ["Asia", "Asia Pacific", "ANZ", "JAPAC"]

    [products]
    priority = ["signal", "fleet", "edge", "rail-services"]
    [[product]]
    id = "signal"
    name = "Signal Platform"
    aliases = ["platform", "Signal", "Signal Cloud"]
    campaigns = ["2026-always-on-search", "rail-safety-webinar"]
    [[product]]
    id = "fleet"
    name = "Fleet Analytics"
    aliases = ["analytics", "Fleet", "Fleet Insights"]
    campaigns = ["fleet-benchmark-report"]
    [[product]]
    id = "edge"
    name = "Edge Gateway"
    aliases = ["gateway", "Edge", "NX-40"]
    campaigns = ["edge-launch"]
    sources = ["distributor"]
    [[product]]
    id = "rail-services"
    name = "Rail Services"
    aliases = ["services", "field services"]
    sources = ["partner-portal"]

    [segments]
    default = "smb"
    [[segment]]
    id = "enterprise"
    name = "Enterprise"
    employees_from = 1000
    revenue_from = 250_000_000
    [[segment]]
    id = "mid-market"
    name = "Mid-market"
    employees_from = 150
    revenue_from = 25_000_000
    [[segment]]
    id = "smb"
    name = "Small business"
    employees_from = 0
    revenue_from = 0

    # The first pool whose conditions all hold.
    [[pool]]
    id = "partner"
    account_types = ["partner"]
    [[pool]]
    id = "customers"
    account_types = ["customer"]     # existing customers first, whatever their size
    [[pool]]
    id = "enterprise-na"
    segments = ["enterprise"]
    regions = ["NA"]
    [[pool]]
    id = "enterprise-emea"
    segments = ["enterprise"]
    regions = ["EMEA"]
    [[pool]]
    id = "enterprise-apac"
    segments = ["enterprise"]
    regions = ["APAC"]
    on_empty = "queue"               # rather wait than give it to a generalist
    [[pool]]
    id = "mid-market"
    segments = ["mid-market"]
    [[pool]]
    id = "velocity"                  # no condition: everybody else

    [[queue]]
    id = "fallback-emea"
    name = "EMEA fallback"
    regions = ["EMEA"]
    manager = "mara.okonjo"
    deputy = "you"
    [[queue]]
    id = "fallback-na"
    name = "NA fallback"
    regions = ["NA"]
    manager = "dana.whitfield"
    deputy = "you"
    [[queue]]
    id = "fallback-apac"
    name = "APAC fallback"
    regions = ["APAC"]
    manager = "kenji.arakawa"
    deputy = "you"
    [[queue]]
    id = "fallback-world"
    name = "Rest of world"
    manager = "sam.reyes"
    deputy = "you"
    default = true

    [capacity]
    default = 24
    counts = ["assigned", "working"]
    release_after_days = 14

    [coverage]
    model = "observed"

    [drain]
    every_minutes = 2

    [dedupe]
    window_days = 90

    [enrichment]
    stale_after_days = 90
    geo = ["domain", "ip", "phone", "account"]

    [[sla]]
    clock = "first_contact"
    segments = ["enterprise"]
    minutes = 30
    [[sla]]
    clock = "first_contact"
    segments = ["mid-market"]
    minutes = 45
    [[sla]]
    clock = "owner"
    segments = ["smb"]
    minutes = 60
    on_breach = "reroute"            # somebody else gets a try
    [[sla]]
    clock = "queue"
    queues = ["fallback-world"]
    minutes = 240
    [[sla]]
    clock = "escalation"
    minutes = 120

    [[source]]
    id = "web"
    required = ["email", "company", "country"]
    owner = "web team"
    [[source]]
    id = "event"
    required = ["email", "phone"]
    owner = "field marketing"
    [[source]]
    id = "partner-portal"
    required = ["company", "country", "employees"]
    owner = "partner operations"

    [[reason_code]]
    code = "wrong_segment"
    text = "The company is larger or smaller than the data says"
    for = ["segment", "reassign", "escalate"]
    [[reason_code]]
    code = "wrong_language"
    text = "The rep does not speak the lead's language"
    for = ["reassign", "escalate"]
    [[reason_code]]
    code = "wrong_territory"
    text = "The lead belongs to another country or region"
    for = ["reassign", "escalate"]
    [[reason_code]]
    code = "relationship"
    text = "Another rep already works with this company or person"
    for = ["reassign", "escalate", "exception"]
    [[reason_code]]
    code = "product_mismatch"
    text = "The lead asks for another product"
    for = ["reassign", "escalate"]
    [[reason_code]]
    code = "capacity"
    text = "Too much, or room to spare"
    for = ["reassign", "escalate", "exception"]
    [[reason_code]]
    code = "break"
    text = "A break"
    for = ["away"]
    [[reason_code]]
    code = "customer_meeting"
    text = "In a customer meeting"
    for = ["away"]
    [[reason_code]]
    code = "travel"
    text = "Travelling, without a connection"
    for = ["away"]
    [[reason_code]]
    code = "sick"
    text = "Not well"
    for = ["away"]
    [[reason_code]]
    code = "other"
    text = "Something else; the note says what"
    for = ["segment", "reassign", "escalate", "exception", "away"]

    [[disposition]]
    code = "nurture"
    text = "Real interest, no project yet"
    [[disposition]]
    code = "callback"
    text = "Asked to be called again"
    closes = false
    [[disposition]]
    code = "no_budget"
    text = "No budget this year"

    # A real company has a window of two hours a week; at a trial desk it is always open.
    [council]
    window = "Mon-Sun 00:00-24:00"
    timezone = "Europe/London"
    quorum = 2

    """

  static let site = """
    # Site settings of the sample company.

    [intake]
    timezone = "UTC"                 # of times without an offset
    source = "web"                   # of a record that names none

    # Our CRMs have fields of our own.
    [intake.columns]
    "Product_Interest__c" = "products"
    "Preferred_Language__c" = "language"
    "Last_Enriched__c" = "enriched_at"
    "Submit_IP__c" = "ip"
    "Produktinteresse" = "products"

    [alerts]
    bell = false                     # the sample desk is lively
    queue_depth = 40

    [console]
    theme = "signal"

    """

  static let leakage = """
    # What a lead is worth, for the estimate of revenue leakage.
    currency = "EUR"
    acv = 28_000
    rep_hourly_cost = 52
    blended_hourly_cost = 78
    friction_discount = 350

    [hours]
    duplicate = 0.5
    escalation = 1.0
    reassignment = 0.25

    [conversion]
    under_1h = 0.11
    drop_1h_to_24h = [0.02, 0.03, 0.05]
    drop_over_24h = [0.04, 0.06, 0.08]

    [segment.enterprise]
    acv = 120_000

    """
}
