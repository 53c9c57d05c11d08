using System.Collections.Frozen;
using System.Text;

namespace Counterpart.Links;

/// <summary>
/// Takes letters apart into the plain letter and its marks, in Unicode's canonical order (NFD): Latin, Greek, Cyrillic and
/// Hangul. The framework's own normalization does nothing under invariant globalization, and with ICU it would differ
/// between nodes by version; what a link decides must not.
/// </summary>
public static class Diacritics
{
    // Each mark with its letters: the letter without the mark, then with it.
    private static readonly (char Mark, string Letters)[] Marked =
    [
        ('\u0300', "AÀEÈIÌOÒUÙaàeèiìoòuùÜǛüǜNǸnǹЕЀИЍеѐиѝĒḔēḕŌṐōṑWẀwẁÂẦâầĂẰăằÊỀêềÔỒôồƠỜơờƯỪưừYỲyỳ"),
        ('\u0301', "AÁEÉIÍOÓUÚYÝaáeéiíoóuúyýCĆcćLĹlĺNŃnńRŔrŕSŚsśZŹzźÜǗüǘGǴgǵÅǺåǻÆǼæǽØǾøǿΑΆΕΈΗΉΙΊΟΌΥΎΩΏϊΐαάεέηήιίϋΰοόυύωώ"
            + "ГЃКЌгѓкќÇḈçḉĒḖēḗÏḮïḯKḰkḱMḾmḿÕṌõṍŌṒōṓPṔpṕŨṸũṹWẂwẃÂẤâấĂẮăắÊẾêếÔỐôốƠỚơớƯỨưứ"),
        ('\u0302', "AÂEÊIÎOÔUÛaâeêiîoôuûCĈcĉGĜgĝHĤhĥJĴjĵSŜsŝWŴwŵYŶyŷZẐzẑẠẬạậẸỆẹệỌỘọộ"),
        ('\u0303', "AÃNÑOÕaãnñoõIĨiĩUŨuũVṼvṽÂẪâẫĂẴăẵEẼeẽÊỄêễÔỖôỗƠỠơỡƯỮưữYỸyỹ"),
        ('\u0304', "AĀaāEĒeēIĪiīOŌoōUŪuūÜǕüǖÄǞäǟȦǠȧǡÆǢæǣǪǬǫǭÖȪöȫÕȬõȭȮȰȯȱYȲyȳИӢиӣУӮуӯGḠgḡḶḸḷḹṚṜṛṝ"),
        ('\u0306', "AĂaăEĔeĕGĞgğIĬiĭOŎoŏUŬuŭУЎИЙийуўЖӁжӂАӐаӑЕӖеӗȨḜȩḝẠẶạặ"),
        ('\u0307', "CĊcċEĖeėGĠgġIİZŻzżAȦaȧOȮoȯBḂbḃDḊdḋFḞfḟHḢhḣMṀmṁNṄnṅPṖpṗRṘrṙSṠsṡŚṤśṥŠṦšṧṢṨṣṩTṪtṫWẆwẇXẊxẋYẎyẏſẛ"),
        ('\u0308', "AÄEËIÏOÖUÜaäeëiïoöuüyÿYŸΙΪΥΫιϊυϋЕЁІЇеёіїАӒаӓӘӚәӛЖӜжӝЗӞзӟИӤиӥОӦоӧӨӪөӫЭӬэӭУӰуӱЧӴчӵЫӸыӹHḦhḧÕṎõṏŪṺūṻWẄwẅ"
            + "XẌxẍtẗ"),
        ('\u0309', "AẢaảÂẨâẩĂẲăẳEẺeẻÊỂêểIỈiỉOỎoỏÔỔôổƠỞơởUỦuủƯỬưửYỶyỷ"),
        ('\u030a', "AÅaåUŮuůwẘyẙ"),
        ('\u030b', "OŐoőUŰuűУӲуӳ"),
        ('\u030c', "CČcčDĎdďEĚeěLĽlľNŇnňRŘrřSŠsšTŤtťZŽzžAǍaǎIǏiǐOǑoǒUǓuǔÜǙüǚGǦgǧKǨkǩƷǮʒǯjǰHȞhȟ"),
        ('\u030f', "AȀaȁEȄeȅIȈiȉOȌoȍRȐrȑUȔuȕѴѶѵѷ"),
        ('\u0311', "AȂaȃEȆeȇIȊiȋOȎoȏRȒrȓUȖuȗ"),
        ('\u031b', "OƠoơUƯuư"),
        ('\u0323', "BḄbḅDḌdḍHḤhḥKḲkḳLḶlḷMṂmṃNṆnṇRṚrṛSṢsṣTṬtṭVṾvṿWẈwẉZẒzẓAẠaạEẸeẹIỊiịOỌoọƠỢơợUỤuụƯỰưựYỴyỵ"),
        ('\u0324', "UṲuṳ"),
        ('\u0325', "AḀaḁ"),
        ('\u0326', "SȘsșTȚtț"),
        ('\u0327', "CÇcçGĢgģKĶkķLĻlļNŅnņRŖrŗSŞsşTŢtţEȨeȩDḐdḑHḨhḩ"),
        ('\u0328', "AĄaąEĘeęIĮiįUŲuųOǪoǫ"),
        ('\u032d', "DḒdḓEḘeḙLḼlḽNṊnṋTṰtṱUṶuṷ"),
        ('\u032e', "HḪhḫ"),
        ('\u0330', "EḚeḛIḬiḭUṴuṵ"),
        ('\u0331', "BḆbḇDḎdḏKḴkḵLḺlḻNṈnṉRṞrṟTṮtṯZẔzẕhẖ"),
    ];

    private static readonly FrozenDictionary<char, (char Letter, char Mark)> Apart = Marked
        .SelectMany(entry => entry.Letters.Chunk(2).Select(pair => KeyValuePair.Create(pair[1], (pair[0], entry.Mark))))
        .ToFrozenDictionary();

    public static string Decompose(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange('\u00c0', '\uffff') < 0)
        {
            return text;
        }

        var apart = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            Append(apart, c);
        }

        return apart.ToString();
    }

    /// <summary>A mark that is written on the letter before it.</summary>
    public static bool IsMark(char c) => c is >= '\u0300' and <= '\u036f';

    private static void Append(StringBuilder apart, char c)
    {
        if (Apart.TryGetValue(c, out var pair))
        {
            Append(apart, pair.Letter);
            AppendMark(apart, pair.Mark);
        }
        else if (IsMark(c))
        {
            AppendMark(apart, c);
        }
        else if (c is >= '\uac00' and <= '\ud7a3')
        {
            var syllable = c - 0xac00;
            apart.Append((char)(0x1100 + (syllable / 588))).Append((char)(0x1161 + (syllable % 588 / 28)));
            if (syllable % 28 is > 0 and var last)
            {
                apart.Append((char)(0x11a7 + last));
            }
        }
        else
        {
            apart.Append(c);
        }
    }

    // Marks of different classes do not touch each other, so their order says nothing: the lower class goes first.
    private static void AppendMark(StringBuilder apart, char mark)
    {
        var at = apart.Length;
        while (at > 0 && IsMark(apart[at - 1]) && Class(apart[at - 1]) > Class(mark))
        {
            at--;
        }

        apart.Insert(at, mark);
    }

    private static int Class(char mark) => mark switch
    {
        >= '\u0334' and <= '\u0338' => 1,
        '\u0321' or '\u0322' or '\u0327' or '\u0328' => 202,
        '\u031b' => 216,
        (>= '\u0316' and <= '\u0319') or (>= '\u031c' and <= '\u0333') or (>= '\u0339' and <= '\u033c')
            or (>= '\u0347' and <= '\u0349') or '\u034d' or '\u034e' or (>= '\u0353' and <= '\u0356') or '\u0359' or '\u035a' => 220,
        _ => 230,
    };
}
