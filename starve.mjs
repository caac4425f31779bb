import http from 'http'; import mqtt from 'mqtt'; import {readFileSync} from 'fs';
const d=JSON.parse(readFileSync('/tmp/rev5/data/demo.json'));
const {login,password,clientId,fleetId}=d.fleetOwner; const s=d.spareVehicles[0];
const H={authorization:'Basic '+Buffer.from(login+':'+password).toString('base64'),'content-type':'application/json'};
const base=`${d.baseUrl}/connectedcar/v3/fleets/${fleetId}/monitors`;
const listen=(fn)=>new Promise(r=>{const x=http.createServer(fn).listen(0,'127.0.0.1',()=>r(x))});
let slowOpen=0,slowMax=0;
const slow=await listen((q,a)=>{q.resume();slowOpen++;slowMax=Math.max(slowMax,slowOpen);setTimeout(()=>{slowOpen--;a.end()},13000)});
const got=[]; 
const fast=await listen((q,a)=>{let b='';q.on('data',c=>b+=c).on('end',()=>{a.end();for(const e of JSON.parse(b).events||[])got.push([Date.parse(e.eventDate),Date.now()])})});
const made=[];
const N=+process.argv[2];
async function make(target,label){
  const body={label,subscribeParam:{callback:{webhook:{name:'x',target}},retryPolicy:{policy:'Always'}},triggerParam:{triggers:[{name:'a',data:{data:'vehicle.energy.electric.level',op:'greaterThan',value:['50']}}],boolExp:'a'}};
  const r=await fetch(`${base}?client_id=${clientId}`,{method:'POST',headers:H,body:JSON.stringify(body)});
  const j=await r.json(); if(!j.monitorId){console.log(r.status,j);return false;} made.push(j.monitorId);return true;
}
const t0=Date.now();
for(let i=0;i<N;i++) if(!await make(`http://127.0.0.1:${slow.address().port}/s${i}`,'slow'+i)) break;
await make(`http://127.0.0.1:${fast.address().port}/`,'victim');
console.log('made',made.length,'in',Date.now()-t0);
const c=await mqtt.connectAsync(d.mqttUrl,{username:s.username,password:s.password});
for(let i=0;i<8;i++){ for (const l of [20,80]) await c.publishAsync(`vehicles/${s.vin}/reports`,JSON.stringify({id:'z'+i+l+Date.now(),at:new Date().toISOString(),energies:[{type:'Electric',level:l}]}),{qos:1}); await new Promise(r=>setTimeout(r,4000)); console.log('t',i*4,'fast events',got.length,'slowOpen',slowOpen); }
await new Promise(r=>setTimeout(r,20000));
console.log('victim latencies ms', got.map(([a,b])=>b-a).join(' '),'slowMax',slowMax);
const t1=Date.now();
for(const m of made) await fetch(`${base}/${m}?client_id=${clientId}`,{method:'DELETE',headers:H});
console.log('deleted in',Date.now()-t1);
process.exit();
