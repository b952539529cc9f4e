/// A rule set that uses most of what there is.
enum Example {
  static let northwind = """
    [org]
    name = "Northwind"
    timezone = "Europe/Berlin"       # our week starts Monday 00:00 here
    currency = "EUR"

    [countries]
    language = { CH = "de", BE = "nl", CA = "en" }
    aliases = { "Great Britain" = "GB" }

    [[region]]
    id = "EMEA"                      # no `countries`: the built-in members
    [[region]]
    id = "DACH"                      # carved out of EMEA
    countries = ["DE", "AT", "CH"]
    [[region]]
    id = "NA"                        # in a coverage entry NA is this region; write Namibia as NAM
    aliases = ["North America"]
    [[region]]
    id = "APAC"

    [products]
    priority = ["platform", "analytics", "services"]   # the first of these counts
    [[product]]
    id = "platform"
    name = "Platform"
    [[product]]
    id = "analytics"
    name = "Analytics"
    aliases = ["BI", "Analytics Cloud"]
    campaigns = ["spring-bi"]
    [[product]]
    id = "services"
    sources = ["partner-portal"]

    [segments]
    default = "smb"
    [[segment]]
    id = "enterprise"
    employees_from = 1000
    revenue_from = 100_000_000
    [[segment]]
    id = "mid-market"
    employees_from = 200
    revenue_from = 20_000_000
    [[segment]]
    id = "smb"
    employees_from = 0
    revenue_from = 0

    [[pool]]
    id = "customers"
    account_types = ["customer"]     # existing customers first, whatever their size
    [[pool]]
    id = "emea-enterprise"
    segments = ["enterprise"]
    regions = ["EMEA", "DACH"]
    on_empty = "queue"               # rather wait than give it to a generalist
    [[pool]]
    id = "mid-market"
    segments = ["mid-market"]
    [[pool]]
    id = "velocity"                  # no condition: everybody else

    [[queue]]
    id = "emea"
    name = "EMEA fallback"
    regions = ["EMEA", "DACH"]
    manager = "mara.vogt"
    deputy = "jo.kern"
    [[queue]]
    id = "world"
    manager = "sam.reed"
    default = true

    [capacity]
    default = 20
    counts = ["assigned", "working"]
    release_after_days = 14

    [coverage]
    model = "observed"

    [dedupe]
    window_days = 90

    [enrichment]
    stale_after_days = 90
    geo = ["domain", "ip", "phone", "account"]
    generic_cctlds = ["ai", "co", "io", "me", "tv"]
    free_email_domains = ["gmail.com", "googlemail.com", "outlook.com", "gmx.de", "web.de"]

    [[sla]]
    clock = "first_contact"
    segments = ["enterprise"]
    minutes = 30
    [[sla]]
    clock = "queue"
    queues = ["world"]
    minutes = 240
    time = "working"
    on_breach = "reroute"

    [[reason_code]]
    code = "wrong_language"
    text = "The rep does not speak the lead's language"
    for = ["reassign", "escalate"]
    [[reason_code]]
    code = "segment_misread"
    text = "The company is larger or smaller than the data says"
    for = ["segment", "escalate"]

    [council]
    window = "Tue 14:00-16:00"
    timezone = "Europe/Berlin"
    quorum = 2
    """

  /// The least that is a rule set.
  static let smallest = """
    [segments]
    default = "smb"
    [[segment]]
    id = "smb"
    [[queue]]
    id = "world"
    manager = "sam.reed"
    default = true
    """
}
