import LeadModel

/// How people and companies of a market are called, and which language they write.
struct Culture: Sendable {
  let language: String
  let firstNames: [String]
  let lastNames: [String]
  /// The first and the second word of a company's name.
  let companyWords: ([String], [String])
}

extension Culture {
  static let byName: [String: Culture] = {
    var cultures: [String: Culture] = [:]
    for block in table.split(separator: "\n\n") {
      let lines = block.split(separator: "\n").map { String($0).trimmed }
      precondition(lines.count == 5, "a culture has five lines: \(block)")
      let head = lines[0].split(separator: " ").map(String.init)
      let lists = lines[1...].map { $0.split(separator: " ").map(String.init) }
      cultures[head[0]] = Culture(
        language: head[1], firstNames: lists[0], lastNames: lists[1],
        companyWords: (lists[2].map(spaced), lists[3].map(spaced)))
    }
    return cultures
  }()

  /// `_` stands for a space within a word of the table.
  private static func spaced(_ word: String) -> String {
    String(word.map { $0 == "_" ? " " : $0 })
  }

  private static let table = """
    english en
    Alice Ben Chloe Daniel Emma Frank Gemma Harriet Ian Jade Keith Laura Martin Nadia Oliver Paula \
    Rachel Simon Tara Victor Will Yvonne Amir Deepa Leon Megan
    Adams Barker Chandler Drummond Ellis Foster Grady Hughes Irwin Jennings Keller Langley Marsh \
    Norris Osborne Parkin Quigley Rhodes Sutton Thorne Underhill Vance Whitaker Yates O'Neill \
    Fitzgerald
    Ashdown Birchwood Calderford Dunmore Elmstead Fairhaven Greyfriars Harrowgate Ironmere Juniper \
    Kestrel Larkfield Meridian_Park Northbrook Oakridge Pennine Quarrybank Redwater Silverlane \
    Tamarack Underwood Vickery Westering Yarrow Copperleaf Blackfen
    Rail Freight Logistics Ports Foods Energy Water Robotics Health Textiles Timber Steel Motors \
    Cold_Storage Terminals Controls Aggregates Transit

    german de
    Anja Bernd Claudia Dirk Elke Florian Greta Heiko Inge Jürgen Karin Lars Mareike Norbert Petra \
    Ralf Sabine Torsten Ulrike Volker
    Albrecht Böhm Dietrich Engel Friedrich Großmann Hartmann Jäger Krüger Lorenz Möller Neumann \
    Pfeiffer Richter Schäfer Seidel Vogel Weiß Zimmermann Brandtner
    Nordhafen Altmark Birkental Domberg Eichfeld Falkenau Grünwald Hohenstein Isartor Kranich \
    Lindenhof Moorburg Oderland Rheintal Sonnborn Talbrück Weserland Ostertor
    Logistik Bahntechnik Antriebe Maschinenbau Spedition Energie Stahlbau Pumpen Messtechnik \
    Kühlhaus Verkehr Fördertechnik

    french fr
    Amélie Bastien Céline Damien Estelle Fabrice Gaëlle Hervé Isabelle Julien Karine Loïc Manon \
    Noémie Olivier Pascal Romain Sylvie Thierry Zoé
    Arnaud Blanchet Chevalier Delmas Fontaine Garnier Hébert Joubert Lacroix Marchand Noël Perrin \
    Renaud Simonet Tessier Vasseur Pélissier Bouchard
    Aubrac Belfontaine Clairval Durance Estérel Florimont Garonne Hautbois Lavandou Montclair \
    Orval Pontivy Rochebrune Sauveterre Valmont Vercors
    Logistique Ferroviaire Transports Énergie Aciers Emballages Froid Maritime Mesures Services

    dutch nl
    Anouk Bas Carlijn Daan Eva Floor Gijs Hanneke Ilse Joris Koen Lotte Maarten Nienke Pieter \
    Roos Sander Tess Wouter Yara
    Bakker Claes Dekker Evers Gerritsen Hendriks Janssens Kuipers Maes Mulder Peeters Smit \
    Timmermans Verbeke Visser Wouters Zijlstra Coppens
    Maasvlakte Amstel Brugwater Duinhof Eems Geldermeer Haringvliet IJssel Kempen Lekdijk \
    Merwede Noorderzon Oosterschelde Scheldemond Waal Zilvermeer
    Logistiek Rail Transport Energie Staal Koeling Havens Techniek Agro Systemen

    spanish es
    Alba Álvaro Beatriz Carlos Daniela Emilio Fernanda Gonzalo Irene Javier Lourdes Manuel Nuria \
    Óscar Pilar Raúl Sergio Teresa Ximena Iker
    Aguirre Blanco Castillo Domínguez Echeverría Fuentes Gallego Herrera Ibáñez Jiménez Lozano \
    Muñoz Núñez Ortiz Peña Quiroga Rubio Salazar Torres Vidal
    Almenara Bidasoa Cantera Duero Esmeralda Ferrol Guadiana Hierro Lumbre Mirasol Navalón Olivar \
    Peñalta Ribera Sierra_Alta Turia
    Logística Ferrocarriles Transportes Energía Aceros Puertos Frío Agua Sistemas Minería

    italian it
    Alessia Bruno Chiara Dario Elena Fabio Gaia Luca Marta Nicola Paola Riccardo Serena Tommaso \
    Valeria Enzo Federica Matteo
    Barbieri Caruso De_Luca Esposito Ferrara Galli Lombardi Mancini Neri Orlando Pellegrini \
    Ricci Sartori Testa Vitale Zanetti
    Adriatica Brenta Collina Dolomia Etruria Fontana Ligure Montenero Padana Quercia Rovere \
    Santerno Ticino Valdarno
    Logistica Ferroviaria Trasporti Energia Acciai Meccanica Porti Freddo Automazione Tessuti

    nordic sv
    Agneta Birger Carina Emil Freja Gustav Hanna Ingrid Jens Kirsten Lars Maja Niklas Oskar Pernille \
    Rasmus Sanna Tove Ulf Åsa
    Andersson Berglund Dahl Eriksen Forsberg Grönlund Hansen Isaksson Jørgensen Korhonen Lindgren \
    Mäkinen Nyström Olsen Pedersen Sandberg Virtanen Østergaard
    Fjordvik Björkdal Skagen Granlund Havnegård Ishavet Kalmarsund Lofoten Mälardal Norrsken \
    Sjöholm Storvik Tundra Vesterhav
    Rederi Logistik Energi Stål Skog Spedition Kraft Maritim Teknik Frys

    polish pl
    Agnieszka Bartosz Dorota Grzegorz Ewa Jakub Kinga Łukasz Magda Paweł Renata Szymon Tomasz \
    Urszula Wojciech Żaneta
    Adamczyk Borkowski Czarnecki Dąbrowski Głowacki Jabłoński Kaczmarek Lis Michalski Nowicki \
    Pawlak Sikora Urban Wróbel Zając Żak
    Baltica Wisłok Bieszczad Dolina Kujawia Mazovia Narew Odrzan Podhale Roztocze Sudeta Warta
    Logistyka Kolej Transport Energia Stal Porty Chłodnie Automatyka Maszyny

    gulf en
    Ahmed Fatima Khalid Layla Mariam Omar Rania Samir Yasmin Tariq Noor Eitan Tamar Yael Hassan
    Al-Farsi Al-Mansoori Haddad Khoury Nasser Rahman Saleh Qureshi Barak Levi Mizrahi Aziz
    Al_Waha Desert_Line Gulfstar Palm_Harbour Saffron Red_Dune Falcon_Bay Oasis_North Carmel Pearl
    Logistics Shipping Energy Contracting Terminals Cold_Chain Rail Water

    japanese ja
    Akira Emi Hiroshi Junko Kaori Kenta Makoto Naoko Ren Sakura Shota Takumi Yoko Yuto Mai Daichi \
    美咲 健太 直美 翔
    Abe Endo Fukuda Hasegawa Inoue Ishikawa Kato Kobayashi Matsuda Nakamura Ogawa Saito Shimizu \
    Takahashi Watanabe Yamada 佐藤 鈴木 高橋 山口
    Hayabusa Kitano Seto Minato Asahigaoka Chikuma Fujimi Hakone Izumi Kurashiki Musashino Nagara \
    Shirogane Tsukuba
    Seiki Denki Logistics Tetsudo Kogyo Steel Kaiun Shokuhin Systems Jidosha

    korean ko
    Minjun Seoyeon Jiwoo Hyun Eunji Sangmin Yuna Dohyun Haneul Jisoo Taeyang Soojin 민준 서연
    Kim Lee Choi Jung Kang Yoon Jang Lim Han Shin Kwon 김 박
    Hanbit Gaon Daeyang Mirae Saebyeok Nuri Hwasan Pureun Sejin Taebaek
    Logistics Heavy Electronics Steel Shipping Rail Energy Systems

    singaporean en
    Adeline Benjamin Cheryl Desmond Eunice Farah Gavin Hui_Min Jasmine Kelvin Li_Ting Nicholas \
    Rachel Shawn Vivian Zhi_Hao
    Chan Chua Goh Ho Koh Lau Lim Ng Ong Teo Wong Yeo Rajan Ismail
    Straits Merlion_Bay Jurong Harbourfront Keppel_Row Lion_City Orchid Peninsula Tanah Victoria_Peak
    Logistics Marine Freight Terminals Engineering Energy Foods Aviation

    indian en
    Aarav Ananya Dev Divya Ishaan Kavya Lakshmi Manish Neha Pooja Rahul Rohan Shreya Tanvi Varun \
    Vikram Zara Nikhil Asha Gopal
    Agarwal Bhatt Chandra Deshmukh Gupta Iyer Jain Kapoor Mehta Patel Rao Reddy Shah Singh Varma \
    Banerjee
    Aravalli Bharani Chenab Deccan Everest_Line Godavari Himadri Indus Konkan Malabar Narmada \
    Sahyadri Tapti Vindhya
    Logistics Railtech Freight Energy Steels Motors Pumps Ports Textiles Agro

    portuguese pt
    Amanda Bruno Carolina Diego Eduarda Fábio Gabriela Henrique João Larissa Marcelo Natália \
    Rafael Thiago
    Almeida Barbosa Cardoso Ferreira Gonçalves Lima Moraes Nascimento Oliveira Pereira Ramos Souza
    Araucária Boa_Vista Cerrado Guarani Itapema Jequitibá Mantiqueira Paraná Santa_Luz Tietê
    Logística Ferrovias Transportes Energia Aços Portos Alimentos Mineração
    """
}
