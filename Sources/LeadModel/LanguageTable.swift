/// The languages of ISO 639-1 with their English names.
public enum LanguageTable {
  /// The language that a text names: a language tag (`de`, `de-AT`, `de_AT`; `nb` and `nn` are
  /// `no`) or an English name, in any case. nil for anything that ISO 639-1 does not list.
  public static func code(_ text: String) -> LanguageCode? {
    let subtag = text.utf8.prefix { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
    if subtag.count == 2, let code = LanguageCode(String(decoding: subtag, as: UTF8.self)) {
      let written = code == "nb" || code == "nn" ? "no" : code
      return names[written] == nil ? nil : written
    }
    return byName[Folding.fold(text)]
  }

  /// The English name for sentences; the code itself when ISO 639-1 does not list it.
  public static func name(of code: LanguageCode) -> String { names[code] ?? code.description }

  /// First name of each entry, which is the one shown.
  private static let names: [LanguageCode: String] = Dictionary(
    uniqueKeysWithValues: entries.compactMap { code, names in
      LanguageCode(code).map { ($0, names[0]) }
    })

  private static let byName: [String: LanguageCode] = {
    var table: [String: LanguageCode] = [:]
    for (code, names) in entries {
      for name in names { table[Folding.fold(name)] = LanguageCode(code) }
    }
    return table
  }()

  /// `code name/other name`, one entry a comma. Bokmål and Nynorsk count as Norwegian.
  private static let entries: [(code: String, names: [String])] = listing.split(separator: ",")
    .map { entry in
      let text = String(entry).trimmed
      return (String(text.prefix(2)), text.dropFirst(3).split(separator: "/").map(String.init))
    }

  private static let listing = """
    aa Afar, ab Abkhazian, ae Avestan, af Afrikaans, ak Akan, am Amharic, an Aragonese, ar Arabic,
    as Assamese, av Avaric, ay Aymara, az Azerbaijani, ba Bashkir, be Belarusian, bg Bulgarian,
    bi Bislama, bm Bambara, bn Bengali/Bangla, bo Tibetan, br Breton, bs Bosnian,
    ca Catalan/Valencian, ce Chechen, ch Chamorro, co Corsican, cr Cree, cs Czech,
    cu Church Slavic/Old Slavonic/Church Slavonic/Old Bulgarian/Old Church Slavonic, cv Chuvash,
    cy Welsh, da Danish, de German, dv Divehi/Dhivehi/Maldivian, dz Dzongkha, ee Ewe,
    el Greek/Modern Greek, en English, eo Esperanto, es Spanish/Castilian, et Estonian, eu Basque,
    fa Persian/Farsi, ff Fulah, fi Finnish, fj Fijian, fo Faroese, fr French, fy Western Frisian,
    ga Irish, gd Gaelic/Scottish Gaelic, gl Galician, gn Guarani, gu Gujarati, gv Manx, ha Hausa,
    he Hebrew, hi Hindi, ho Hiri Motu, hr Croatian, ht Haitian/Haitian Creole, hu Hungarian,
    hy Armenian, hz Herero, ia Interlingua, id Indonesian, ie Interlingue/Occidental, ig Igbo,
    ii Sichuan Yi/Nuosu, ik Inupiaq, io Ido, is Icelandic, it Italian, iu Inuktitut, ja Japanese,
    jv Javanese, ka Georgian, kg Kongo, ki Kikuyu/Gikuyu, kj Kuanyama/Kwanyama, kk Kazakh,
    kl Kalaallisut/Greenlandic, km Central Khmer/Khmer, kn Kannada, ko Korean, kr Kanuri,
    ks Kashmiri, ku Kurdish, kv Komi, kw Cornish, ky Kyrgyz/Kirghiz, la Latin,
    lb Luxembourgish/Letzeburgesch, lg Ganda, li Limburgan/Limburger/Limburgish, ln Lingala, lo Lao,
    lt Lithuanian, lu Luba-Katanga, lv Latvian, mg Malagasy, mh Marshallese, mi Maori/Māori,
    mk Macedonian, ml Malayalam, mn Mongolian, mr Marathi, ms Malay, mt Maltese, my Burmese,
    na Nauru, nd North Ndebele, ne Nepali, ng Ndonga, nl Dutch/Flemish,
    no Norwegian/Norwegian Bokmål/Norwegian Nynorsk/Bokmål/Nynorsk, nr South Ndebele,
    nv Navajo/Navaho, ny Chichewa/Chewa/Nyanja, oc Occitan, oj Ojibwa, om Oromo, or Oriya/Odia,
    os Ossetian/Ossetic, pa Punjabi/Panjabi, pi Pali, pl Polish, ps Pashto/Pushto, pt Portuguese,
    qu Quechua, rm Romansh, rn Rundi, ro Romanian/Moldavian/Moldovan, ru Russian, rw Kinyarwanda,
    sa Sanskrit, sc Sardinian, sd Sindhi, se Northern Sami, sg Sango, si Sinhala/Sinhalese,
    sk Slovak, sl Slovenian, sm Samoan, sn Shona, so Somali, sq Albanian, sr Serbian, ss Swati,
    st Southern Sotho/Sotho, su Sundanese, sv Swedish, sw Swahili, ta Tamil, te Telugu, tg Tajik,
    th Thai, ti Tigrinya, tk Turkmen, tl Tagalog, tn Tswana, to Tonga/Tongan, tr Turkish, ts Tsonga,
    tt Tatar, tw Twi, ty Tahitian, ug Uighur/Uyghur, uk Ukrainian, ur Urdu, uz Uzbek, ve Venda,
    vi Vietnamese, vo Volapük, wa Walloon, wo Wolof, xh Xhosa, yi Yiddish, yo Yoruba,
    za Zhuang/Chuang, zh Chinese, zu Zulu
    """
}
