import type { Language } from "./merchant.ts";

// Short, common, easy to say and hard to confuse. A code's words are numbered alike in every language, so that a till
// in one and a phone in another still mean the same pair.
const FIRST: Readonly<Record<Language, readonly string[]>> = {
  en: (
    "amber black blue bold brave brief bright broad calm cheerful clever cold copper coral cosy crisp deep dry early eager " +
    "fair fast fine fresh gentle giant gold grand great green happy honest huge jolly kind large late light little long " +
    "loud lucky mild neat new noble old orange pink plain proud purple quick quiet red round sharp silver smooth soft " +
    "strong sunny tall warm"
  ).split(" "),
  zh: (
    "琥珀 黑色 蓝色 大胆 勇敢 短短 明亮 宽宽 平静 欢乐 聪明 冰冷 铜色 珊瑚 舒适 脆脆 深深 干燥 早早 热心 " +
    "公平 飞快 精细 新鲜 温柔 巨大 金色 宏伟 伟大 绿色 快乐 诚实 超大 欢喜 善良 大大 晚晚 轻轻 小小 长长 " +
    "响亮 幸运 温和 整齐 崭新 高贵 古老 橙色 粉色 朴素 自豪 紫色 迅速 安静 红色 圆圆 尖尖 银色 光滑 软软 " +
    "强壮 晴朗 高高 温暖"
  ).split(" "),
};

const SECOND: Readonly<Record<Language, readonly string[]>> = {
  en: (
    "anchor apple arrow balloon basket bear bell bicycle boat book bottle bridge bus butterfly button cake camel candle " +
    "carrot castle cat chair cherry clock cloud crown cup dolphin drum duck eagle elephant feather fish flower forest fox " +
    "garden guitar hammer hat horse house island jacket kettle key ladder lamp lemon lion mountain mirror moon onion owl " +
    "panda piano rabbit river rocket ship tiger violin"
  ).split(" "),
  zh: (
    "船锚 苹果 箭头 气球 篮子 小熊 铃铛 单车 小船 书本 瓶子 大桥 巴士 蝴蝶 纽扣 蛋糕 骆驼 蜡烛 " +
    "萝卜 城堡 猫咪 椅子 樱桃 时钟 白云 皇冠 杯子 海豚 大鼓 鸭子 老鹰 大象 羽毛 鱼儿 花朵 森林 狐狸 " +
    "花园 吉他 锤子 帽子 马儿 房子 小岛 夹克 水壶 钥匙 梯子 台灯 柠檬 狮子 高山 镜子 月亮 洋葱 猫头鹰 " +
    "熊猫 钢琴 兔子 河流 火箭 轮船 老虎 提琴"
  ).split(" "),
};

/** The two words of a match code: "amber violin", "琥珀提琴". */
export function matchWords(code: number, language: Language): string {
  const [first, second] = [FIRST[language][Math.floor(code / 64)], SECOND[language][code % 64]];
  if (first === undefined || second === undefined) throw new RangeError(`no match code: ${code}`);
  return language === "zh" ? first + second : `${first} ${second}`;
}
