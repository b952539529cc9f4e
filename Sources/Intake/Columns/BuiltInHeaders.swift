import LeadModel

/// Header names in the lead exports of HubSpot, Salesforce (labels and API names), Marketo, Pardot
/// (Account Engagement), SuiteCRM, Pipedrive and Zoho. Spellings that differ only in what a header
/// match ignores stand here once.
enum BuiltInHeaders {
  static let all: [(name: String, field: LeadField)] = names.flatMap { field, list in
    list.split(separator: "|").map { (name: String($0).trimmed, field: field) }
  }

  private static let names: [(LeadField, String)] = [
    (
      .id,
      """
      Record ID | Record ID - Contact | Record ID - Lead | Lead ID | Contact ID | hs_object_id | vid
      | Lead ID (18) | 18 Digit ID | Case Safe ID | Salesforce ID | SFDC Lead ID | SFDC ID
      | Marketo ID | Prospect ID | Pardot ID | CRM Lead FID | CRM FID | Person - ID | Lead - ID
      | Deal - ID | Record Id (Leads) | Zoho ID | External ID | UUID | GUID
      """
    ),
    (
      .source,
      """
      Lead Source | Source Type | Original Source | Original Source Type | Original Traffic Source
      | hs_analytics_source | hs_latest_source | Latest Source | Latest Traffic Source
      | Person Source | utm_source | Lead - Source | Lead - Source origin | Lead - Source channel
      | Person - Source | Deal - Source | Source Name | Source channel | Source origin
      """
    ),
    (
      .campaign,
      """
      Campaign Name | Campaign ID | Campaign: Campaign Name | Primary Campaign Source
      | Campaign Source | Primary Campaign | Marketing Campaign | Last Campaign | First Campaign
      | Recent Campaign | hs_analytics_first_touch_converting_campaign
      | First Touch Converting Campaign | hs_analytics_last_touch_converting_campaign
      | Last Touch Converting Campaign | Acquisition Program | Acquisition Program Name
      | Acquisition Program ID | Program Name | Pardot Campaign | utm_campaign | Lead - Campaign
      | Lead - UTM Campaign | Ad Campaign Name
      """
    ),
    (
      .submittedAt,
      """
      Create Date | Created Date | Created | Created At | Created Time | Created On | Date Created
      | Date Entered | Submission Date | Submitted | Submission Time | Submitted On | Timestamp
      | Conversion Date | First Conversion Date | Recent Conversion Date | Date Submitted
      | Form Submitted At | Lead - Lead created | Lead created | Person - Person created
      | Deal - Deal created | Add Time | Acquisition Date | SFDC Created Date | Original Create Date
      """
    ),
    (
      .firstName,
      """
      First | Given Name | Forename | Person - First name | Lead - First name | Contact First Name
      """
    ),
    (
      .lastName,
      """
      Last | Surname | Family Name | Person - Last name | Lead - Last name | Contact Last Name
      """
    ),
    (
      .name,
      """
      Full Name | Lead Name | Contact Name | Contact Person | Person Name | Person - Name
      | Lead - Contact person | Deal - Contact person | Prospect Name | Display Name | Lead - Name
      """
    ),
    (
      .email,
      """
      E-mail Address | Email Address | Work Email | Business Email | Company Email | Primary Email
      | Email 1 | email1 | Person - Email | Person - Email - Work | Person - Email - Home
      | Person - Email - Other | Lead - Email | Lead Email | Contact Email | Secondary Email
      | Personal Email | Other Email | Additional email addresses | Any Email | Email ID
      """
    ),
    (
      .phone,
      """
      Phone Number | Telephone | Telephone Number | Tel | Work Phone | Business Phone | Office Phone
      | Phone Work | Main Phone | Main Phone Number | Mobile | Mobile Phone | Mobile Phone Number
      | Phone Mobile | Cell | Cell Phone | Home Phone | Phone Home | Phone Other | Other Phone
      | Person - Phone | Person - Phone - Work | Person - Phone - Mobile | Person - Phone - Home
      | Person - Phone - Other | Lead - Phone | Lead Phone | Contact Phone | Primary Phone
      | Company Phone | Company Phone Number | WhatsApp Phone Number | hs_whatsapp_phone_number
      """
    ),
    (
      .title,
      """
      Job Title | Position | Role | Job Function | Person - Job title | Person - Position
      | Contact Title | Designation
      """
    ),
    (
      .company,
      """
      Company Name | Company / Account | Account Name | Account | Organization | Organisation
      | Organization Name | Organisation Name | Associated Company | Associated Company Name
      | Primary Company | Primary Associated Company | Employer | Business Name | Firm
      | Lead - Company | Person - Organization | Lead - Organization | Deal - Organization
      | Organization - Name | Company: Company Name | Account: Account Name | Prospect Account
      """
    ),
    (
      .website,
      """
      Website URL | Web Site | Homepage | Company Website | Company Domain | Company Domain Name
      | Domain | Domain Name | URL | Organization - Website | Lead - Website | Website Address
      | Company URL | Organization - Domain
      """
    ),
    (
      .accountID,
      """
      Associated Company ID | Associated Company IDs | Primary Associated Company ID | Company ID
      | Associated Company IDs (Primary) | Account ID (18) | Matched Account ID | SFDC Account ID
      | Organization ID | Organization - ID | Prospect Account ID
      """
    ),
    (
      .country,
      """
      Country/Region | Country Code | Country/Region Code | Country (text only) | Country/Territory
      | Country Name | hs_country_region_code | Primary Address Country | Address Country
      | Mailing Country | Mailing Country Code | Billing Country | Billing Country Code
      | Lead - Country | Person - Country | Organization - Country | Company Country
      | Alt Address Country | Person - Postal address - Country | Organization - Address - Country
      | Country of Organization - Address | Country of Person - Postal address
      """
    ),
    (
      .region,
      """
      Territory | Sales Region | Sales Territory | Geo | Geography | Market | Theater | Theatre
      | Territory Name | Lead - Region | World Region | Global Region
      """
    ),
    (
      .state,
      """
      State/Region | State/Province | Province | State Code | State/Region Code | hs_state_code
      | State/Province Code | State/Province (text only) | Primary Address State | Address State
      | Mailing State | Mailing State/Province | Billing State | Billing State/Province
      | Alt Address State | Lead - State
      """
    ),
    (
      .city,
      """
      Town | Town/City | Primary Address City | Address City | Mailing City | Billing City
      | Alt Address City | Lead - City | Person - City | Organization - City | Locality
      """
    ),
    (
      .postalCode,
      """
      Zip | Zip Code | ZIP/Postal Code | Postcode | Post Code | Primary Address Postalcode
      | Primary Address Postal Code | Address Zip | Mailing Zip | Mailing Zip/Postal Code
      | Billing Zip | Billing Zip/Postal Code | Billing Postal Code | Billing Code
      | Mailing Postal Code | Alt Address Postalcode | Lead - Zip Code | Address Postalcode | PLZ
      """
    ),
    (
      .language,
      """
      Preferred Language | hs_language | Language Code | Locale | Language Preference
      | Preferred Locale | Communication Language | Person - Language | Spoken Language
      """
    ),
    (
      .products,
      """
      Product | Product Interest | Products of Interest | Product of Interest | Interested In
      | Product Interests | Interest | Interests | Primary Product Interest | Solution Interest
      | Products Interested In | Lead - Products | Deal - Products | Product Name | Area of Interest
      """
    ),
    (
      .employees,
      """
      Number of Employees | No. of Employees | No of Employees | Num Employees | Employee Count
      | Employees Count | Company Size | Company Size Range | Employee Range | Headcount
      | Head count | Total Employees | Number Employees | hs_employee_range | Size of Company
      | Organization - Number of employees | Organization - Employee count | Employees Range
      """
    ),
    (
      .revenue,
      """
      Annual Revenue | Annual Revenue (converted) | Company Revenue | Yearly Revenue
      | Annual Turnover | Turnover | Revenue Range | Company Annual Revenue
      | Total Revenue of Company | Organization - Annual revenue | Lead - Annual revenue
      """
    ),
    (
      .currency,
      """
      Currency Code | Currency ISO Code | Lead Currency | Revenue Currency | Annual Revenue Currency
      | Annual Revenue (converted) Currency | Record Currency | Deal - Currency | Lead - Currency
      """
    ),
    (
      .segment,
      """
      Market Segment | Segment Name | Customer Segment | Company Segment | Account Segment
      | Business Segment | Lead Segment | Company Tier
      """
    ),
    (
      .lifecycle,
      """
      Lifecycle Stage | Life Cycle Stage | Lead Stage | Stage | Revenue Stage | Lifecycle Status
      | Lead Lifecycle | Lead Lifecycle Stage | Person Stage | Funnel Stage
      """
    ),
    (
      .accountType,
      """
      Type | Account Record Type | Company Type | Organization Type | Customer Type | Account: Type
      """
    ),
    (
      .ip,
      """
      IP Address | IP Addr | Client IP | Remote IP | Submitter IP | Submission IP | Remote Address
      | Anonymous IP | Last IP Address | hs_ip
      """
    ),
    (
      .message,
      """
      Comments | Comment | Description | Notes | Note | How can we help | How can we help you?
      | Inquiry | Enquiry | Question | Your Message | Lead - Note | Additional Information
      | Lead Description | Contact Us Message | Contact Us Comments | Form Message
      """
    ),
    (
      .enrichedAt,
      """
      Enrichment Date | Last Enriched | Last Enriched At | Last Enrichment Date | Enriched On
      | Data Enriched At | Enrichment Timestamp | Last Enriched Date | hs_last_enriched_at
      | Last Data.com Update | Clean Date
      """
    ),
    (
      .score,
      """
      Lead Score | HubSpot Score | hubspotscore | Person Score | Pardot Score | Prospect Score
      | Scoring | Behavior Score | Contact Score | Zia Score | hs_predictivecontactscore_v2
      | Total Score | Lead - Score
      """
    ),
    (
      .owner,
      """
      Lead Owner | Lead Owner Alias | Owner ID | Owner Name | Owner Email | Owner Full Name
      | Contact Owner | Record Owner | HubSpot Owner | HubSpot Owner ID | hubspot_owner_id
      | Assigned To | Assigned User | Assigned User Name | Assigned User Email | Lead - Owner
      | Person - Owner | Deal - Owner | Lead Owner Name | SFDC Owner | Sales Owner
      | Lead Owner: Full Name | Lead Owner Email Address
      """
    ),
    (
      .assignedAt,
      """
      Assigned Date | Assignment Date | Date Assigned | Owner Assigned Date
      | HubSpot Owner Assigned Date | hubspot_owner_assigneddate | Assigned On | Assigned Time
      | Lead Assigned Date | Owner Change Date | Lead Assignment Date
      """
    ),
    (
      .firstContactAt,
      """
      First Contact Date | First Contacted | First Contacted At | First Response
      | First Response Time | First Outreach Date | First Activity Date | First Call Date
      | First Touch Date | hs_sa_first_engagement_date | Date of first engagement
      | First Engagement Date | First Call Time | First Contact | Date First Contacted
      | First Response Date
      """
    ),
    (
      .meetingAt,
      """
      Meeting Date | Meeting Booked | Meeting Booked At | First Meeting Date | Meeting Scheduled
      | engagements_last_meeting_booked | Date of last meeting booked in meetings tool
      | First Meeting | Meeting Booked Date | Meeting Time | Meeting Scheduled At
      """
    ),
    (
      .status,
      """
      Lead Status | hs_lead_status | Contact Status | Record Status | Status Name | Lead - Status
      | Lead - Lead status | Prospect Status | Disposition
      """
    ),
  ]
}
