import type { PlacePhrases } from "./place-phrases-en.ts";

const from = (amount: string | null): string => (amount === null ? "无论金额多少" : `${amount} 起`);

/** The same in Simplified Chinese. */
export const zh: PlacePhrases = {
  placeTitle: "收款机的位置",
  placeLead: "屏幕上的付款码与这个位置绑定；顾客手机如果提供位置，就与它比较。",
  placeSet: (coordinates) => `已设置：${coordinates}`,
  placeField: (width, height) => `约${width} × ${height}的范围，不保存更精确的位置。`,
  placeUnknown: "已设置，但这个浏览器无法显示在哪里",
  placeNone: "尚未设置。付款码在哪里显示都有效。",
  useDevice: "使用本设备的位置",
  locating: "正在询问本设备……如果浏览器询问，请允许。",
  located: (coordinates, accuracy) => `本设备的位置是 ${coordinates}，误差在${accuracy}以内。`,
  coarse: "误差太大，分不清您的柜台和隔壁街道。最好直接输入坐标。",
  setIt: "设为收款机的位置",
  askAgain: "再问一次",
  typed: "或者输入坐标或加号码（Plus Code）",
  typedHint: "39.9087, 116.3975",
  set: "设置",
  forget: "清除位置",
  saving: "正在保存…",
  saved: "已保存",
  undone: "已恢复原样",
  undo: "撤销",
  faults: {
    unsupported: "这个浏览器无法提供位置，请改为输入坐标。",
    insecure:
      "浏览器只向通过安全连接（https）打开的页面提供位置。请打开收款机的 https 链接，或输入坐标。",
    "not-allowed":
      "浏览器不允许提供位置。请在浏览器的网站设置（地址栏旁的图标）和设备设置中允许“位置信息”，然后再问一次。也可以输入坐标。",
    unavailable: "本设备不知道自己的位置。请打开定位，或靠近窗边。也可以输入坐标。",
    timeout: "本设备没有及时找到位置。请再问一次，或输入坐标。",
    "not-coordinates": "这不是坐标。请写纬度、逗号、经度，例如 39.9087, 116.3975。",
    "out-of-range": "没有这样的地方：纬度从 -90 到 90，经度从 -180 到 180，纬度在前。",
    "short-code": "这是加号码的短码，只在一座城市内有效。请使用完整的码：加号前有八个字符。",
    "coarse-code": "这个加号码的范围太大。请使用加号后至少有两个字符的码。",
    "not-a-code": "这不是加号码。完整的码形如 8PFRW98X+FX。",
    offline: "没有网络，什么都没有改变。",
    unanswered: "没有收到答复，不确定是否已生效。请再试一次。",
    refused: "服务器没有接受，什么都没有改变。",
    forbidden: "您无权在收款机上更改，由店主决定谁可以。",
  },

  policyTitle: "顾客在场吗？",
  policyLead:
    "付款码的照片可以传到别处；这项设置会核对付款的手机是否就在收款机旁。它对本店所有收款机有效。",
  policyAsk: "要求顾客在场",
  policyAsks: { no: "否", yes: "是" },
  floor: (currency) => `从多少金额起（${currency}）`,
  floorHint: "0：所有金额",
  floorFault: "这不是金额",
  radius: "多近才算在场",
  radii: { 50: "柜台旁", 150: "店里", 500: "街上", 2000: "附近", 10000: "本城" },
  radiusText: (words, metres) => `${words}（${metres}）`,
  whenUnknown: "手机不说明位置时",
  whenUnknowns: { accept: "照常收款", ask: "核对两个词", refuse: "不说明就拒绝" },
  whenAway: "手机在别处时",
  whenAways: { ask: "核对两个词", refuse: "拒绝" },
  wordsNote: "顾客打开账单后，两个词会显示在收款机上。",
  evidence: "这是依据，不是证明：手机可以伪造位置。它只会让付款更严格，绝不会更宽松。",
  experience: "顾客会遇到什么",
  nothingAsked: "没有变化：扫码就能付款，无论手机在哪里。",
  below: (amount) => `${amount} 及以下，扫码即可付款。`,
  rules: {
    "accept-ask": (rule) =>
      `${from(rule.from)}，已知在${rule.distance}以外的手机须选出两个词，其他手机照常付款。`,
    "accept-refuse": (rule) =>
      `${from(rule.from)}，已知在${rule.distance}以外的手机不能付款，其他手机照常付款。`,
    "ask-ask": (rule) =>
      `${from(rule.from)}，顾客须提供手机位置或选出两个词；在${rule.distance}以外的手机须选出两个词。`,
    "ask-refuse": (rule) =>
      `${from(rule.from)}，顾客须提供手机位置或选出两个词；位置在${rule.distance}以外的手机不能付款。`,
    "refuse-ask": (rule) =>
      `${from(rule.from)}，顾客必须提供手机位置；在${rule.distance}以外的手机须选出两个词。`,
    "refuse-refuse": (rule) =>
      `${from(rule.from)}，顾客必须提供手机位置，只有${rule.distance}以内的手机才能付款。`,
  },
  between: "",
  unplaced: {
    accept: () => "这台收款机还不知道自己的位置，所以目前不会询问任何人。",
    ask: (amount) => `这台收款机还不知道自己的位置。${from(amount)}，每位顾客都须选出两个词。`,
    refuse: (amount) => `这台收款机还不知道自己的位置。${from(amount)}，谁都无法付款。`,
  },
  setPlace: "设置收款机的位置",
  save: "保存",
  saveUndone: "保存后才会生效。",
  loading: "正在询问服务器…",
  unread: {
    offline: "没有网络，暂时无法读取规则。",
    unanswered: "没有收到答复，暂时无法读取规则。",
    refused: "服务器的答复不正常。",
    forbidden: "您无权在收款机上查看，由店主决定谁可以。",
  },
  tryAgain: "再试一次",
};
